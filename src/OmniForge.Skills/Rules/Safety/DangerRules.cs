using System.Buffers;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Downloads that are run at once, and mass deletion, in commands, scripts and prose (OF7005).</summary>
internal static class DangerRules
{
    // Whoever warns of a command does not order it.
    private static readonly SearchValues<string> Warnings = SearchValues.Create(
    [
        "never", "don't", "don’t", "do not", "avoid", "must not", "refuse", "block", "deny", "denied", "dangerous", "destructive", "forbid",
        "prohibit", "unsafe", "reject", "warn", "detect", "malicious", "disallow", "risk", "❌", "🚫", "bad:", "wrong", "instead of",
    ], StringComparison.OrdinalIgnoreCase);

    public static void Check(RuleContext context)
    {
        CheckBody(context);
        foreach (var (path, text) in context.Judges("OF7005") ? BundleTexts.Scripts(context) : [])
        {
            foreach (var (line, effect) in DangerousCommand.In(text, 0, text.Length))
            {
                if (!IsComment(text.AsSpan(line.Start, line.Length)))
                {
                    var number = text.AsSpan(0, line.Start).Count('\n') + 1;
                    context.Report("OF7005", BundleTexts.Place(context, path),
                        $"Line {number} of '{path}': {effect.Replace("This", "it", StringComparison.Ordinal)}. Rewrite or remove it.");
                    break;
                }
            }
        }
    }

    private static void CheckBody(RuleContext context)
    {
        var start = context.Document.BodyStart;
        foreach (var (line, effect) in DangerousCommand.In(context.Text, start, context.Text.Length))
        {
            var text = context.Text.AsSpan(line.Start, line.Length);
            if (EmbeddedIn(context, line) is { } command)
            {
                context.Report("OF7005", command, $"{effect}. Remove it.");
            }
            else if (!text.ContainsAny(Warnings) && !IsComment(text))
            {
                var code = context.Blocks.At(line.Start) is null ? FirstDangerous(context, line) : null;
                context.Report("OF7005/prose", code ?? Trimmed(context.Text, line),
                    $"{effect}, if the model follows it. Say how to do it safely, or remove it.");
            }
        }
    }

    private static TextSpan? EmbeddedIn(RuleContext context, TextSpan line)
    {
        var start = context.Document.BodyStart;
        foreach (var segment in context.Document.Segments)
        {
            if (segment.Kind == SegmentKind.Command && segment.Span.Start + start < line.End && segment.Span.End + start > line.Start
                && DangerousCommand.In(segment.Value, 0, segment.Value.Length).Any())
            {
                return segment.Span with { Start = segment.Span.Start + start };
            }
        }

        return null;
    }

    private static TextSpan? FirstDangerous(RuleContext context, TextSpan line)
    {
        for (var at = context.Text.IndexOf('`', line.Start, line.Length); at >= 0 && at + 1 < line.End;)
        {
            if (context.Prose.Code(at + 1) is not { } code)
            {
                return null;
            }

            if (DangerousCommand.In(context.Text, code.Start, code.End).Any())
            {
                return code;
            }

            at = code.End + 1 < line.End ? context.Text.IndexOf('`', code.End + 1, line.End - code.End - 1) : -1;
        }

        return null;
    }

    private static bool IsComment(ReadOnlySpan<char> line)
        => line.TrimStart() is var text && (text.StartsWith("# ") || text.StartsWith("//") || text.StartsWith("REM ") || text.StartsWith("echo "));

    private static TextSpan Trimmed(string text, TextSpan line)
    {
        var inner = text.AsSpan(line.Start, line.Length);
        var lead = line.Length - inner.TrimStart().Length;
        return new(line.Start + lead, inner.Trim().Length);
    }
}
