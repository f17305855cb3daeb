using System.Buffers;
using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Look-alike letters of another alphabet in keys, tools and hosts (OF7003).</summary>
internal static class LookAlikeRules
{
    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/:?# \t\r\n)>]\"'`|\\,;*");

    public static void Check(RuleContext context)
    {
        if (!LookAlikes.AnyIn(context.Text))
        {
            return;
        }

        foreach (var entry in context.Fields.Entries)
        {
            Report(context, entry.KeySpan, entry.Key, "this key is not the one it seems to be and is not read",
                KeyRules.IsMissedRequired(context, LookAlikes.Unmasked(entry.Key)) ? "OF7003/required" : "OF7003");
            if (entry.Key is FieldNames.AllowedTools or "disallowed-tools" && entry is { Broken: false })
            {
                foreach (var item in ToolField.Read(entry, context.Text).Items.Where(item => item.Span is not null))
                {
                    Report(context, item.Span!.Value with { Length = item.Name.Length }, item.Name, "no tool has this name, so it allows nothing");
                    CheckDomain(context, item.Span.Value);
                }
            }
        }

        CheckHosts(context);
    }

    private static void CheckDomain(RuleContext context, TextSpan item)
    {
        const string Sign = "(domain:";
        var written = context.Text.AsSpan(item.Start, item.Length);
        if (written.IndexOf(Sign) is var at && at >= 0)
        {
            var host = written[(at + Sign.Length)..];
            host = host.IndexOf(')') is var end && end < 0 ? host : host[..end];
            CheckLabels(context, host, item.Start + at + Sign.Length, "this is another host than it seems to be");
        }
    }

    private static void CheckHosts(RuleContext context)
    {
        var text = context.Text;
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + 3, Math.Min(text.Length - at - 3, 253));
            var host = rest.IndexOfAny(HostEnds) is var end && end < 0 ? rest : rest[..end];
            host = host.LastIndexOf('@') is var user && user < 0 ? host : host[(user + 1)..];
            if (!LookAlikes.AnyIn(host))
            {
                continue;
            }

            var start = at + 3 + (end < 0 ? rest.Length : end) - host.Length;
            CheckLabels(context, host, start, "the address leads to another place than it seems to");
        }
    }

    private static void CheckLabels(RuleContext context, ReadOnlySpan<char> host, int start, string effect)
    {
        foreach (var range in host.Split('.'))
        {
            var (offset, length) = range.GetOffsetAndLength(host.Length);
            Report(context, new(start + offset, length), host[range].ToString(), effect);
        }
    }

    private static void Report(RuleContext context, TextSpan span, string token, string effect, string rule = "OF7003")
    {
        if (LookAlikes.Unmasked(token) is { } plain)
        {
            context.Report(rule, span, $"'{token}' holds letters of another alphabet that look like Latin ones; {effect}. Write '{plain}'.",
                SkillFix.Choice($"Write '{plain}'", span, plain));
        }
    }
}
