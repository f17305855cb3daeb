using System.Net;

namespace OmniForge.Agents.Tools.Web;

internal enum HtmlTokenKind
{
    Text,
    Open,
    Close,
}

/// <summary>A piece of HTML. <paramref name="Value"/> is decoded text, or the lower-case name of an element.</summary>
internal readonly record struct HtmlToken(HtmlTokenKind Kind, string Value, string Attributes)
{
    /// <summary>The decoded value of an attribute; null when it is absent.</summary>
    public string? Attribute(string name)
    {
        for (var at = 0; (at = Attributes.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var end = at + name.Length;
            var alone = (at == 0 || char.IsWhiteSpace(Attributes[at - 1]) || Attributes[at - 1] is '"' or '\'')
                && (end == Attributes.Length || char.IsWhiteSpace(Attributes[end]) || Attributes[end] is '=' or '/');
            if (alone)
            {
                return WebUtility.HtmlDecode(ValueAfter(Attributes.AsSpan(end).TrimStart()));
            }
        }

        return null;
    }

    private static string ValueAfter(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || rest[0] != '=')
        {
            return "";
        }

        rest = rest[1..].TrimStart();
        if (rest.Length > 0 && rest[0] is '"' or '\'')
        {
            var close = rest[1..].IndexOf(rest[0]);
            return (close < 0 ? rest[1..] : rest.Slice(1, close)).ToString();
        }

        var blank = rest.IndexOfAny(" \t\r\n");
        return (blank < 0 ? rest : rest[..blank]).ToString();
    }
}

/// <summary>Splits HTML into texts and tags in one pass; broken markup becomes text or is passed over, never an error.</summary>
internal static class HtmlTokens
{
    /// <summary>Elements whose content is no text for readers, up to their closing tag.</summary>
    private static readonly HashSet<string> Raw = ["script", "style", "noscript", "template", "svg", "iframe", "textarea", "select", "math"];

    public static IEnumerable<HtmlToken> Of(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open < 0 || open + 1 == html.Length)
            {
                yield return new(HtmlTokenKind.Text, WebUtility.HtmlDecode(html[at..]), "");
                yield break;
            }

            if (open > at)
            {
                yield return new(HtmlTokenKind.Text, WebUtility.HtmlDecode(html[at..open]), "");
            }

            if (html.AsSpan(open).StartsWith("<!--"))
            {
                var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
                at = end < 0 ? html.Length : end + 3;
                continue;
            }

            var next = html[open + 1];
            if (next is not ('/' or '!' or '?') && !char.IsAsciiLetter(next))
            {
                yield return new(HtmlTokenKind.Text, "<", "");
                at = open + 1;
                continue;
            }

            var close = TagEnd(html, open + 1);
            if (Tag(html[(open + 1)..close]) is { } tag)
            {
                yield return tag;
                at = tag.Kind == HtmlTokenKind.Open && Raw.Contains(tag.Value) && html[close - 1] != '/'
                    ? EndOf(html, tag.Value, close)
                    : Math.Min(html.Length, close + 1);
            }
            else
            {
                at = Math.Min(html.Length, close + 1);
            }
        }
    }

    /// <summary>Position of the `&gt;` of a tag; quoted values may hold others.</summary>
    private static int TagEnd(string html, int at)
    {
        var quote = '\0';
        for (var i = at; i < html.Length; i++)
        {
            if (quote != '\0')
            {
                quote = html[i] == quote ? '\0' : quote;
            }
            else if (html[i] == '>')
            {
                return i;
            }
            else if (html[i] is '"' or '\'' && html[i - 1] is '=' or ' ')
            {
                quote = html[i];
            }
        }

        // A mark that is never closed must not swallow the page.
        var plain = html.IndexOf('>', at);
        return plain < 0 ? html.Length : plain;
    }

    private static HtmlToken? Tag(string inside)
    {
        var closing = inside.StartsWith('/');
        var start = closing ? 1 : 0;
        var end = start;
        while (end < inside.Length && (char.IsAsciiLetterOrDigit(inside[end]) || inside[end] is '-' or ':'))
        {
            end++;
        }

        return end == start
            ? null
            : new(closing ? HtmlTokenKind.Close : HtmlTokenKind.Open, inside[start..end].ToLowerInvariant(), inside[end..]);
    }

    private static int EndOf(string html, string name, int from)
    {
        var end = html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end;
    }
}
