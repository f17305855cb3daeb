using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OmniForge.Integrations.Slack;

/// <summary>
/// Markdown as Slack writes it. Mentions of everybody become plain words: a report must not wake up a whole company because a row of a
/// table says so.
/// </summary>
internal static partial class Mrkdwn
{
    /// <summary>Marks of our own while a text is turned; no text that is posted holds them.</summary>
    private const char Star = '\uE000';
    private const char Kept = '\uE001';

    public static string Of(string markdown)
    {
        var text = new StringBuilder();
        var fence = "";
        foreach (var line in markdown.Replace(Star, ' ').Replace(Kept, ' ').ReplaceLineEndings("\n").Split('\n'))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            var trimmed = line.TrimStart();
            if (fence.Length > 0)
            {
                var ends = trimmed.TrimEnd() == fence;
                text.Append(ends ? "```" : Quiet(Escaped(line)));
                fence = ends ? "" : fence;
            }
            else if (Fence().Match(trimmed) is { Success: true } opened)
            {
                fence = opened.Groups[1].Value;
                text.Append("```");
            }
            else
            {
                text.Append(Line(line));
            }
        }

        return fence.Length > 0 ? text.Append("\n```").ToString() : text.ToString();
    }

    private static string Line(string line)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            // Bold inside of a heading is bold already.
            return $"*{Inline(heading.Groups[1].Value.Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal))}*";
        }

        if (Bullet().Match(line) is { Success: true } bullet)
        {
            var box = bullet.Groups[2].Value switch { "[ ] " => "☐ ", "[x] " or "[X] " => "☑ ", _ => "• " };
            return $"{bullet.Groups[1].Value}{box}{Inline(bullet.Groups[3].Value)}";
        }

        return Rule().IsMatch(line) ? "──────────"
            : Quote().Match(line) is { Success: true } quote ? $"> {Inline(quote.Groups[1].Value)}"
            : Inline(line);
    }

    private static string Inline(string text)
    {
        // What must not be touched any more is put aside and comes back at the end.
        var kept = new List<string>();
        string Keep(string done)
        {
            kept.Add(done);
            return $"{Kept}{kept.Count - 1}{Kept}";
        }

        text = Code().Replace(text, match => Keep($"`{Quiet(Escaped(match.Groups[1].Value))}`"));
        text = Link().Replace(text, match => Address(match.Groups[2].Value) is { } address
            ? Keep($"<{address}|{Label(match.Groups[1].Value, match.Groups[2].Value)}>")
            : match.Groups[1].Value);
        text = AutoLink().Replace(text, match => Address(match.Groups[1].Value) is { } address ? Keep($"<{address}>") : match.Value);
        text = Mention().Replace(text, match => Keep(match.Value));
        text = Escape().Replace(text, match => Keep(Escaped(match.Groups[1].Value)));
        text = Quiet(Escaped(text));
        text = Bold().Replace(text, match => $"{Star}{match.Groups[2].Value}{Star}");
        text = Italic().Replace(text, "_$1_");
        text = Struck().Replace(text, "~$1~");
        text = text.Replace(Star, '*');

        // What was put aside may hold what was put aside before it.
        while (Put().IsMatch(text))
        {
            text = Put().Replace(text, match => kept[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)]);
        }

        return text;
    }

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A word joiner keeps `@channel` from being one word; nobody sees it.</summary>
    private static string Quiet(string text) => Everybody().Replace(text, "@\u2060$1");

    private static string? Address(string address)
        => Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto"
            ? Escaped(uri.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)
            : null;

    private static string Label(string text, string address)
        => Quiet(Escaped(text.Length > 0 ? text : address).Replace("|", "¦", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^(```+|~~~+)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\s*)[-*+]\s+(\[[ xX]\] )?(.*)$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^ {0,3}([-*_])(\s*\1){2,}\s*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^ {0,3}>\s?(.*)$")]
    private static partial Regex Quote();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("<(@[UW][A-Z0-9]{2,20}|#[CG][A-Z0-9]{2,20})>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"!?\[([^\[\]]*)\]\(\s*<?([^\s()<>]+)>?(?:\s+""[^""]*"")?\s*\)")]
    private static partial Regex Link();

    [GeneratedRegex("<((?:https?://|mailto:)[^<>\\s]+)>")]
    private static partial Regex AutoLink();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+\-.!~<>|&])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"~~(?=\S)(.+?)(?<=\S)~~")]
    private static partial Regex Struck();

    [GeneratedRegex(@"@(channel|here|everyone|group)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Everybody();

    [GeneratedRegex("\uE001(\\d+)\uE001")]
    private static partial Regex Put();
}
