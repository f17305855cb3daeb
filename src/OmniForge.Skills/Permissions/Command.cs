using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Permissions;

/// <summary>One simple command, already split into words. No shell ever sees it.</summary>
internal sealed class Command
{
    private const int MaxLength = 8_192;
    private const string RefusedAlways = ";&|<>$`\\\r\n\0";
    private const string RefusedOutsideQuotes = "(){}[]*?~#!";

    // Letters and marks that nobody sees: joiner, fillers, variation selectors, the blank of Braille.
    private const string Invisible = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u2800\u3164\uFFA0"
        + "\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F";

    private Command(string subject, IReadOnlyList<string> words)
    {
        Subject = subject;
        Words = words;
        Guarded = GuardedOptions.In(words);
    }

    /// <summary>The words joined by one blank, quotes kept as typed.</summary>
    public string Subject { get; }

    /// <summary>The words without their quotes.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The first option by which the program would start another one; else null.</summary>
    public string? Guarded { get; }

    /// <summary>Null and a plain sentence when the text is anything but one simple command.</summary>
    /// <param name="text">As called, or as a file writes it.</param>
    /// <param name="refusal">Why it is none.</param>
    /// <param name="place">Where the calling skill lies; null = not known, so that nothing below its folder can be started.</param>
    public static Command? Read(string text, out string? refusal, SkillPlace? place = null)
    {
        var command = (place?.Resolve(text) ?? text).Trim();
        refusal = Refuse(command);
        if (refusal is not null)
        {
            return null;
        }

        var typed = Split(command, out refusal);
        if (typed is null)
        {
            return null;
        }

        var words = typed.Select(Unquoted).ToList();
        if (place?.Own(words[0]) is { } own && place.IsOwnScript(own))
        {
            words[0] = typed[0] = own;
        }
        else
        {
            refusal = RefuseFirst(words[0]);
        }

        return refusal is null ? new(string.Join(' ', typed), words) : null;
    }

    /// <summary>The first character that no command may hold outside quotes; -1 = none. Stars are the business of patterns.</summary>
    public static int FirstRefused(ReadOnlySpan<char> text, string except = "")
    {
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (RefusedAlways.Contains(c, StringComparison.Ordinal)
                || (quote == '\0' && RefusedOutsideQuotes.Contains(c, StringComparison.Ordinal) && !except.Contains(c,
                    StringComparison.Ordinal)))
            {
                return i;
            }

            if (c is '\'' or '"')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
        }

        return -1;
    }

    /// <summary>A word without the quotes that group it; a quote inside the other kind stays.</summary>
    public static string Unquoted(string word)
    {
        if (word.AsSpan().IndexOfAny('\'', '"') < 0)
        {
            return word;
        }

        var text = new StringBuilder(word.Length);
        var quote = '\0';
        foreach (var c in word)
        {
            if (c is '\'' or '"' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string? Refuse(string command)
    {
        if (command.Length == 0)
        {
            return "The command is empty.";
        }

        if (command.Length > MaxLength)
        {
            return $"The command is longer than {MaxLength} characters.";
        }

        var at = FirstRefused(command);
        if (at >= 0)
        {
            return $"'{Shown(command[at])}' at column {at + 1} is not allowed: only one simple command runs, without shell signs.";
        }

        for (var i = 0; i < command.Length; i++)
        {
            if (Invisible.Contains(command[i], StringComparison.Ordinal) || CharUnicodeInfo.GetUnicodeCategory(command, i)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                return $"The command holds an invisible or control character at column {i + 1}.";
            }

            i += char.IsSurrogatePair(command, i) ? 1 : 0;
        }

        return null;
    }

    private static string? RefuseFirst(string word)
    {
        if (word.Length == 0)
        {
            return "The command starts with an empty word.";
        }

        if (word.Contains('=', StringComparison.Ordinal))
        {
            return "A setting before the command is not allowed: start with the command itself.";
        }

        return word == "." || word.Contains('/', StringComparison.Ordinal) || word.Contains("..", StringComparison.Ordinal)
            ? $"'{word}' is a path. Only commands known by name can be started."
            : null;
    }

    private static List<string>? Split(string command, out string? refusal)
    {
        var words = new List<string>();
        var start = -1;
        var quote = '\0';
        for (var i = 0; i <= command.Length; i++)
        {
            var c = i < command.Length ? command[i] : ' ';
            if (quote == '\0' && (c == ' ' || char.IsWhiteSpace(c)))
            {
                if (start >= 0 && i >= start)
                {
                    words.Add(command[start..i]);
                    start = -1;
                }

                continue;
            }

            start = start < 0 ? i : start;
            if (c is '\'' or '"')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
        }

        refusal = quote == '\0' ? null : $"The quote {quote} is opened but never closed.";
        return refusal is null ? words : null;
    }

    private static string Shown(char c) => c switch
    {
        '\r' or '\n' => "a line break",
        '\0' => "NUL",
        _ => c.ToString(),
    };
}
