namespace OmniForge.Agents.Scheduling;

/// <summary>Numbers in letters: "eight", "twenty-five", "fifteenth". "second" stays a word, for it is also a unit of time.</summary>
internal static class SpelledNumbers
{
    private static readonly string[] Ones =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Ordinals =
    [
        "", "first", "", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    ];

    public static IEnumerable<string> Words
        => Ones.Concat(Tens).Concat(Ordinals).Append("twentieth").Append("thirtieth").Where(word => word.Length > 0);

    /// <summary>The same tokens with numbers in letters put together as numbers.</summary>
    public static IReadOnlyList<Token> Join(IReadOnlyList<Token> tokens)
    {
        var joined = new List<Token>();
        for (var at = 0; at < tokens.Count; at++)
        {
            var (number, next) = Read(tokens, at);
            joined.Add(number ?? tokens[at]);
            at = next;
        }

        return joined;
    }

    private static (Token? Number, int Last) Read(IReadOnlyList<Token> tokens, int at)
    {
        var text = tokens[at].Text;
        var tens = Array.IndexOf(Tens, text);
        if (!tokens[at].IsWord || text.Length == 0)
        {
            return (null, at);
        }

        if (tens >= 2)
        {
            var next = at + 1 < tokens.Count && tokens[at + 1].Is("-") ? at + 2 : at + 1;
            if (next < tokens.Count && tokens[next].IsWord)
            {
                var word = tokens[next].Text;
                var one = Array.IndexOf(Ones, word);
                var nth = word == "second" && next == at + 2 ? 2 : Array.IndexOf(Ordinals, word);
                if (one is >= 1 and <= 9 || nth is >= 1 and <= 9)
                {
                    return (Make(tokens[at], tokens[next], (tens * 10) + Math.Max(one, nth), nth > 0), next);
                }
            }

            return (Make(tokens[at], tokens[at], tens * 10, false), at);
        }

        var value = Array.IndexOf(Ones, text);
        if (value >= 0)
        {
            return (Make(tokens[at], tokens[at], value, false), at);
        }

        var ordinal = text switch { "twentieth" => 20, "thirtieth" => 30, _ => Array.IndexOf(Ordinals, text) };
        return ordinal > 0 ? (Make(tokens[at], tokens[at], ordinal, true), at) : (null, at);
    }

    private static Token Make(Token first, Token last, int value, bool ordinal)
        => new(TokenKind.Number, value.ToString(null as IFormatProvider), first.Start, last.End)
        {
            Value = value,
            Ordinal = ordinal,
            Spelled = true,
            Raw = first.Raw,
        };
}
