using System.Buffers;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>
/// Where a body certainly calls another skill: <c>Skill(name)</c>, and a code span with its name behind a verb, as in
/// "call the skill `name`" or "run `/name`". Naming a skill is no call.
/// </summary>
internal static class SkillCalls
{
    private const int Before = 60;
    private static readonly SearchValues<string> Signs = SearchValues.Create(["Skill(", "`"], StringComparison.Ordinal);
    private static readonly string[] Verbs = ["call", "calls", "run", "runs", "invoke", "invokes", "execute", "start", "launch", "trigger", "use"];

    private static readonly SearchValues<string> Negations = SearchValues.Create(
        ["never", "not ", "n't", "n’t", "instead of", "avoid", "without", "after ", "before ", "unlike", "when the user"], StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<(string Name, TextSpan Span)> In(RuleContext context, Func<string, bool> isSkill)
    {
        var text = context.Text;
        for (var at = context.Document.BodyStart; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Signs);
            if (hit < 0)
            {
                yield break;
            }

            at += hit;
            if (context.Blocks.At(at) is { } block)
            {
                at = block.Span.End;
            }
            else if (text[at] == 'S')
            {
                var open = at + "Skill(".Length;
                var close = text.AsSpan(open, Math.Min(80, text.Length - open)).IndexOf(')');
                var name = close < 0 ? "" : text.Substring(open, close).Trim(' ', '"', '\'', '/');
                if (isSkill(name) && !Sentence(context, at).ContainsAny(Negations))
                {
                    yield return (name, TextSpan.Between(at, open + close + 1));
                }

                at = open;
            }
            else
            {
                var span = context.Prose.Code(at + 1);
                if (span is { Length: > 0 and <= 65 } code && Called(context, code) is { } name && isSkill(name))
                {
                    yield return (name, code);
                }

                at = span is { } inside ? inside.End + 1 : at + 1;
            }
        }
    }

    // "run `/name`", "call the skill `name`", "use the `name` skill"
    private static string? Called(RuleContext context, TextSpan code)
    {
        var written = context.Text.Substring(code.Start, code.Length);
        var name = written.TrimStart('/').Split(' ')[0];
        var sentence = Sentence(context, code.Start - 1).ToString();
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || sentence.AsSpan().ContainsAny(Negations))
        {
            return null;
        }

        var last = words[^1].ToLowerInvariant();
        var verb = words.Reverse().Skip(last is "skill" or "the" ? 1 : 0).SkipWhile(word => word is "the" or "skill" or "then").FirstOrDefault() ?? "";
        var after = context.Text.AsSpan(Math.Min(context.Text.Length, code.End + 1));
        var isSkill = written.StartsWith('/') || last == "skill" || after.StartsWith(" skill");
        return isSkill && Verbs.Contains(verb.ToLowerInvariant()) ? name : null;
    }

    private static ReadOnlySpan<char> Sentence(RuleContext context, int end)
    {
        var line = context.Prose.Line(end);
        var from = Math.Max(line.Start, end - Before);
        var before = context.Text.AsSpan(from, Math.Max(0, end - from));
        return before[(before.LastIndexOfAny(".!?;:") + 1)..];
    }
}
