namespace OmniForge.Skills.Linting;

/// <summary>One part of a path pattern: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c> and a backslash before a literal character.</summary>
internal static class GlobPart
{
    public static bool Matches(string pattern, string text)
    {
        if (!pattern.AsSpan().ContainsAny("*?[\\"))
        {
            return pattern == text;
        }

        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                mark = t;
            }
            else if (p < pattern.Length && One(pattern, p, text[t], out var next))
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>The place of the ']' that closes a class; -1 = none.</summary>
    public static int ClassEnd(string pattern, int open)
    {
        var first = open + 1 < pattern.Length && pattern[open + 1] is '!' or '^' ? open + 2 : open + 1;
        return first >= pattern.Length ? -1 : pattern.IndexOf(']', Math.Min(first + 1, pattern.Length));
    }

    private static bool One(string pattern, int at, char letter, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?':
                return true;
            case '\\' when next < pattern.Length:
                return pattern[next++] == letter;
            case '[' when ClassEnd(pattern, at) is var end && end > 0:
                next = end + 1;
                return InClass(pattern.AsSpan(at + 1, end - at - 1), letter);
            default:
                return pattern[at] == letter;
        }
    }

    private static bool InClass(ReadOnlySpan<char> members, char letter)
    {
        var negated = members[0] is '!' or '^';
        members = negated ? members[1..] : members;
        var found = false;
        for (var i = 0; i < members.Length; i++)
        {
            if (i + 2 < members.Length && members[i + 1] == '-')
            {
                found |= letter >= members[i] && letter <= members[i + 2];
                i += 2;
            }
            else
            {
                found |= members[i] == letter;
            }
        }

        return found != negated;
    }
}
