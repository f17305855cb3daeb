using OmniForge.Agents.Scheduling.Phrases;

namespace OmniForge.Agents.Scheduling;

/// <summary>Splits a phrase into words, numbers and marks.</summary>
internal static class Tokenizer
{
    public static TokenList Split(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var letter = text[at];
            if (char.IsAsciiDigit(letter))
            {
                at = TakeNumber(text, at, tokens);
            }
            else if (letter == '#' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
            {
                at = TakeChannel(text, at, tokens);
            }
            else if (char.IsLetter(letter))
            {
                at = TakeWord(text, at, tokens);
            }
            else
            {
                if (!char.IsWhiteSpace(letter) && !"\"“”'’*`_()[]".Contains(letter, StringComparison.Ordinal))
                {
                    tokens.Add(new(TokenKind.Mark, letter is '–' or '—' or '‑' or '−' ? "-" : letter.ToString(), at, at + 1));
                }

                at++;
            }
        }

        Ever(tokens);
        return new(text, SpelledNumbers.Join(tokens));
    }

    /// <summary>"ever friday" lacks a letter; elsewhere the word is one of its own.</summary>
    private static void Ever(List<Token> tokens)
    {
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            if (tokens[at].Is("ever") && (Words.Day(tokens[at + 1]) is not null || tokens[at + 1].IsAny("day", "hour", "week", "month", "weekday", "morning", "evening")))
            {
                tokens[at] = tokens[at] with { Text = "every" };
            }
        }
    }

    private static int TakeNumber(string text, int start, List<Token> tokens)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        var digits = text[start..end];
        var value = digits.Length <= 6 ? int.Parse(digits, null) : int.MaxValue;
        var suffix = end + 2 <= text.Length && (end + 2 == text.Length || !char.IsLetter(text[end + 2]))
            ? text[end..(end + 2)].ToLowerInvariant()
            : "";
        var ordinal = suffix is "st" or "nd" or "rd" or "th";
        var stop = ordinal ? end + 2 : end;
        tokens.Add(new(TokenKind.Number, digits, start, stop) { Value = value, Ordinal = ordinal });
        return stop;
    }

    /// <summary>"#daily-news" is the name of a channel, whatever its words mean elsewhere.</summary>
    private static int TakeChannel(string text, int start, List<Token> tokens)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        tokens.Add(new(TokenKind.Word, text[start..end].ToLowerInvariant(), start, end));
        return end;
    }

    private static int TakeWord(string text, int start, List<Token> tokens)
    {
        var end = start;
        while (end < text.Length && (char.IsLetter(text[end]) || IsInnerApostrophe(text, end)))
        {
            end++;
        }

        var word = text[start..end].ToLowerInvariant().Replace('’', '\'');
        word = word == "let's" ? "lets" : word;
        if (word is "a" or "p" && Dotted(text, end) is { } after)
        {
            tokens.Add(new(TokenKind.Word, word + "m", start, after));
            return after;
        }

        if (word.Length > 4 && word.EndsWith("ish", StringComparison.Ordinal) && Vocabulary.IsClockWord(word[..^3]))
        {
            Add(tokens, word[..^3], start, end - 3);
            Add(tokens, "ish", end - 3, end);
        }
        else if (word.EndsWith("'s", StringComparison.Ordinal))
        {
            Add(tokens, word[..^2], start, end - 2);
            tokens.Add(new(TokenKind.Word, "'s", end - 2, end));
        }
        else
        {
            Add(tokens, word.Replace("'", "", StringComparison.Ordinal), start, end);
        }

        return end;
    }

    private static void Add(List<Token> tokens, string word, int start, int end)
        => tokens.Add(new(TokenKind.Word, Vocabulary.Correct(word), start, end) { Raw = word });

    /// <summary>The place after the rest of "a.m." or "p.m"; null when it is something else.</summary>
    private static int? Dotted(string text, int at)
    {
        if (at + 1 < text.Length && text[at] == '.' && text[at + 1] is 'm' or 'M'
            && (at + 2 == text.Length || !char.IsLetterOrDigit(text[at + 2])))
        {
            return at + 2 < text.Length && text[at + 2] == '.' ? at + 3 : at + 2;
        }

        return null;
    }

    private static bool IsInnerApostrophe(string text, int at)
        => text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]);
}
