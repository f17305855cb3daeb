using System.Text.RegularExpressions;

namespace OmniForge.Integrations.Slack;

/// <summary>Messages of Slack as plain text: links show where they lead, and marks of characters are undone.</summary>
internal static partial class SlackText
{
    public static string Plain(string text) => Link().Replace(text, match =>
        {
            var (target, label) = (match.Groups[1].Value, match.Groups[3].Value);
            return target[0] switch
            {
                '@' or '#' => $"{target[0]}{(label.Length > 0 ? label : target[1..])}",
                '!' => $"@{(label.Length > 0 ? label : target[1..]).TrimStart('@')}",
                _ => label.Length > 0 && label != target ? $"{label} ({target})" : target,
            };
        })
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"<([^<>|]+)(\|([^<>]*))?>")]
    private static partial Regex Link();
}
