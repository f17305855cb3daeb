namespace OmniForge.Cli.Chat;

/// <summary>A file named in a message. <paramref name="Start"/> and <paramref name="Length"/> cover the name without its quotes.</summary>
internal sealed record FileMention(int Start, int Length, string Path);

/// <summary>Finds names of data files in what a person writes: quoted, or bare between blanks.</summary>
internal static class FileMentions
{
    private const string Openers = "\"'`“‘«";
    private const string Closers = "\"'`”’»";
    private const string Brackets = "()[]{}<>";
    private const string Marks = ",;:!?.";
    private static readonly string[] Endings = [".csv", ".tsv", ".json", ".jsonl", ".txt", ".md"];

    public static IReadOnlyList<FileMention> Find(string message)
    {
        var found = new List<FileMention>();
        var at = 0;
        while (at < message.Length)
        {
            var quote = IsWordStart(message, at) ? Openers.IndexOf(message[at]) : -1;
            if (quote >= 0 && message.IndexOf(Closers[quote], at + 1) is var end && end > at && IsFile(message[(at + 1)..end]))
            {
                found.Add(new(at + 1, end - at - 1, message[(at + 1)..end]));
                at = end + 1;
            }
            else if (char.IsWhiteSpace(message[at]))
            {
                at++;
            }
            else
            {
                at = Bare(message, at, found);
            }
        }

        return found;
    }

    private static int Bare(string message, int start, List<FileMention> found)
    {
        var stop = start;
        while (stop < message.Length && !char.IsWhiteSpace(message[stop]))
        {
            stop++;
        }

        var (from, to) = (start, stop);
        while (from < to && (Openers + Brackets + Marks[..^1]).Contains(message[from], StringComparison.Ordinal))
        {
            from++;
        }

        while (to > from && !IsFile(message[from..to]) && (Closers + Brackets + Marks).Contains(message[to - 1], StringComparison.Ordinal))
        {
            to--;
        }

        var name = message[from..to];
        // A possessive ("projects.csv's") still names the file.
        if (!IsFile(name) && (name.EndsWith("'s", StringComparison.Ordinal) || name.EndsWith("’s", StringComparison.Ordinal)))
        {
            name = name[..^2];
        }

        if (IsFile(name) && !name.Contains("://", StringComparison.Ordinal))
        {
            found.Add(new(from, name.Length, name));
        }

        return stop;
    }

    private static bool IsWordStart(string message, int at)
        => at == 0 || char.IsWhiteSpace(message[at - 1]) || Brackets.Contains(message[at - 1], StringComparison.Ordinal);

    /// <summary>Ends like a data file and has a name before the ending.</summary>
    private static bool IsFile(string text)
        => !text.Contains('\n', StringComparison.Ordinal)
            && Endings.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
                && text.Length > ending.Length && text[^(ending.Length + 1)] is not ('/' or '\\' or ' '));
}
