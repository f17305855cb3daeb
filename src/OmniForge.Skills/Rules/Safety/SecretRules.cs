using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Keys, tokens and passwords in the text (OF7001). No message holds the value.</summary>
internal static class SecretRules
{
    private const string KeyBlock = "-----BEGIN ";
    private const int LeastKeyLine = 40;
    private const int LeastValue = 16;
    private const int MostValue = 200;
    private static readonly SearchValues<char> ValueLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_=-");

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static void Check(RuleContext context)
    {
        if (!context.Judges("OF7001"))
        {
            return;
        }

        var found = new List<(TextSpan Span, string Title)>();
        Formats(context.Text, found);
        Blocks(context.Text, found);
        Assignments(context.Text, found);
        var end = 0;
        foreach (var (span, title) in found.OrderBy(secret => secret.Span.Start).ThenByDescending(secret => secret.Span.Length))
        {
            if (span.Start >= end)
            {
                end = span.End;
                context.Report("OF7001", span,
                    $"This looks like {title}; everybody who can read the skill could use it. Remove it, make it invalid where it was "
                        + "issued, and let the agent use a connection instead.");
            }
        }
    }

    private static void Formats(string text, List<(TextSpan Span, string Title)> found)
    {
        for (var at = 0; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(SecretTable.Prefixes);
            if (hit < 0)
            {
                return;
            }

            at += hit;
            var next = at + 1;
            foreach (var (prefix, format) in SecretTable.Formats)
            {
                if (text.AsSpan(at).StartsWith(prefix) && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                    && Value(text, at + prefix.Length, format) is { } length)
                {
                    found.Add((new(at, prefix.Length + length), format.Title));
                    next = at + prefix.Length + length;
                    break;
                }
            }

            at = next;
        }
    }

    private static int? Value(string text, int from, SecretFormat format)
    {
        var rest = text.AsSpan(from, Math.Min(text.Length - from, 1_000));
        var length = rest.IndexOfAnyExcept(format.Letters) is var end && end < 0 ? rest.Length : end;
        var value = rest[..length];
        return length < format.Length || (format.Exact && length != format.Length) || SecretText.IsInvented(value)
            || (text.AsSpan(from - 3).StartsWith("eyJ") && value.Count('.') != 2) || !value.ContainsAnyInRange('0', '9')
            ? null
            : length;
    }

    // The first line of the key proves that it is one; documentation writes dots there.
    private static void Blocks(string text, List<(TextSpan Span, string Title)> found)
    {
        for (var at = text.IndexOf(KeyBlock, StringComparison.Ordinal); at >= 0; at = text.IndexOf(KeyBlock, at + 1, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + KeyBlock.Length, Math.Min(text.Length - at - KeyBlock.Length, 400));
            var close = rest.IndexOf("-----");
            if (close < 0 || close > 40 || !rest[..close].TrimEnd().EndsWith("PRIVATE KEY") && !rest[..close].EndsWith("PRIVATE KEY BLOCK"))
            {
                continue;
            }

            var body = rest[(close + 5)..];
            foreach (var range in body.SplitAny('\n', '\r', ' ', '\\'))
            {
                var line = body[range];
                line = line is ['n', ..] ? line[1..] : line;
                if (line.Length >= LeastKeyLine && line.IndexOfAnyExcept(ValueLetters) < 0 && !SecretText.IsInvented(line))
                {
                    found.Add((new(at, KeyBlock.Length + close + 5), "a private key"));
                    break;
                }
            }
        }
    }

    // "api_key: value", "API_TOKEN=value", "password = 'value'"
    private static void Assignments(string text, List<(TextSpan Span, string Title)> found)
    {
        for (var at = 0; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(SecretTable.Names);
            if (hit < 0)
            {
                return;
            }

            at += hit;
            var rest = text.AsSpan(at, Math.Min(text.Length - at, 60 + MostValue));
            var name = rest.IndexOfAnyExcept(NameLetters);
            if (name < 0)
            {
                at += rest.Length;
                continue;
            }

            if (Assigned(rest, name) is { } value && SecretText.IsGenerated(rest[value]) && !SecretText.IsInvented(rest[value]))
            {
                var (start, length) = value.GetOffsetAndLength(rest.Length);
                found.Add((new(at + start, length), "a password or key"));
            }

            at += name;
        }
    }

    private static Range? Assigned(ReadOnlySpan<char> rest, int at)
    {
        at += rest[at..] is ['"' or '\'', ..] ? 1 : 0;
        at = Skip(rest, at);
        if (at >= rest.Length || rest[at] is not ('=' or ':'))
        {
            return null;
        }

        at = Skip(rest, at + (rest[at..].StartsWith(":=") ? 2 : 1));
        at += rest[at..] is ['"' or '\'' or '`', ..] ? 1 : 0;
        var length = rest[at..].IndexOfAnyExcept(ValueLetters) is var end && end < 0 ? rest.Length - at : end;

        // What goes on with a dot or a parenthesis is a piece of a program; two slashes make a path.
        return length is < LeastValue or > MostValue || rest[(at + length)..] is ['.' or '(' or ':' or '/', ..]
            || rest.Slice(at, length).Count('/') > 2 || IsUuid(rest.Slice(at, length))
            ? null
            : at..(at + length);
    }

    private static bool IsUuid(ReadOnlySpan<char> value) => value.Length == 36 && Guid.TryParse(value, out _);

    private static int Skip(ReadOnlySpan<char> rest, int at)
    {
        while (at < rest.Length && rest[at] is ' ' or '\t')
        {
            at++;
        }

        return Math.Min(at, rest.Length);
    }
}
