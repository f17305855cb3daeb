using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Embedded commands at a place where they are never recognised (OF6007).</summary>
internal static class CommandPlaceRules
{
    private const string Sign = "!`";
    private static readonly string[] Shells = ["bash", "sh", "shell", "zsh", "console", "terminal"];
    private static readonly string[] Commands = ["cat", "date", "env", "git", "hostname", "ls", "pwd", "tree", "uname", "whoami"];

    public static void Check(RuleContext context)
    {
        if (!context.Judges("OF6007"))
        {
            return;
        }

        CheckFields(context);
        CheckInfos(context);
        var text = context.Text;
        for (var at = Find(text, context.Document.BodyStart); at >= 0; at = Find(text, at + Sign.Length))
        {
            var line = context.Prose.Line(at);
            var close = text.IndexOf('`', at + 2, line.End - at - 2);
            if (close < 0)
            {
                continue;
            }

            var command = TextSpan.Between(at, close + 1);
            if (context.Blocks.At(at) is { } block)
            {
                CheckInBlock(context, block, command);
            }
            else if (IsGlued(text, at) && LooksMeant(text[(at + 2)..close]) && context.Prose.Code(at) is null)
            {
                context.Report("OF6007", command,
                    "This command is not recognised, because something touches its '!', so it stays plain text. Put a blank before it.",
                    SkillFix.Choice("Put a blank before it", new(at, 0), " "));
            }
        }
    }

    private static int Find(string text, int from) => text.IndexOf(Sign, Math.Min(from, text.Length), StringComparison.Ordinal);

    // A letter before the sign is the end of a sentence: "Done!`x`".
    private static bool IsGlued(string text, int at) => at > 0 && text[at - 1] is ':' or '(' or '[' or '*' or '_' or '"' or '\'' or '=' or ','
        or ';' or '>' or '|' or '-';

    private static bool LooksMeant(string command)
        => command.Trim() is var trimmed && (trimmed.Contains(' ', StringComparison.Ordinal) || Commands.Contains(trimmed))
        && trimmed.Length > 0 && char.IsAsciiLetter(trimmed[0]);

    // In blocks of other languages it shows how such a command is written.
    private static void CheckInBlock(RuleContext context, FencedBlock block, TextSpan command)
    {
        var start = context.Prose.Line(command.Start).Start;
        if (Shells.Contains(block.Info, StringComparer.OrdinalIgnoreCase)
            && context.Text.AsSpan(start, command.Start - start).IsWhiteSpace())
        {
            context.Report("OF6007", command,
                "In this block the command is an example and does not run. Move it out of the block, or open the block with '```!'.");
        }
    }

    private static void CheckInfos(RuleContext context)
    {
        foreach (var block in context.Blocks.All)
        {
            var opening = context.Text.AsSpan(block.Opening.Start, block.Opening.Length);
            var info = block.Info;
            var isAlmost = info.Length > 1 && ((info[0] == '!' && Shells.Contains(info[1..].Trim()))
                || (info[^1] == '!' && Shells.Contains(info[..^1].Trim())));
            if (isAlmost || (info == "!" && opening.TrimStart()[0] == '~'))
            {
                context.Report("OF6007", new(block.Opening.Start + opening.LastIndexOf(info), info.Length),
                    "The commands of this block do not run: only a block that opens with '```!' alone is carried out. Write that, or "
                        + "leave out the '!'.");
            }
        }
    }

    private static void CheckFields(RuleContext context)
    {
        foreach (var entry in context.Fields.Entries)
        {
            if (entry.Key is not (FieldNames.Description or "when_to_use") || entry.Value is not ScalarNode value)
            {
                continue;
            }

            var at = context.Text.IndexOf(Sign, value.Span.Start, value.Span.Length, StringComparison.Ordinal);
            var close = at < 0 ? -1 : context.Text.IndexOf('`', at + 2, value.Span.End - at - 2);
            if (close > 0 && LooksMeant(context.Text[(at + 2)..close]))
            {
                context.Report("OF6007", TextSpan.Between(at, close + 1),
                    $"Commands do not run in '{entry.Key}'; the text stays as it is. Move it into the instructions.");
            }
        }
    }
}
