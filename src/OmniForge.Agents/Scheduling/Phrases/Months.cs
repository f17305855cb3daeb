namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"in January and July", "every December", "from March to May".</summary>
internal static class Months
{
    public static MonthsItem? Match(TokenList tokens, int at)
    {
        var lead = tokens.AfterAny(at, "in", "of", "during", "from", "in the months of", "starting in", "starting", "beginning in",
            "between");
        var start = Words.AfterEvery(tokens, lead);
        // "may" is a verb too.
        if (tokens[start].IsAny("may", "mar", "march") && start == at && !tokens[at - 1].IsNumber)
        {
            return null;
        }

        var months = new List<int>();
        var end = start;
        while (Words.Month(tokens[end]) is { } month)
        {
            var through = tokens.AfterAny(end + 1, "to", "through", "until", "-", "and");
            var range = through > end + 1 && (!tokens[end + 1].Is("and") || tokens[at].Is("between"));
            if (range && Words.Month(tokens[through]) is { } last)
            {
                months.AddRange(Range(month, last));
                end = through + 1;
            }
            else
            {
                months.Add(month);
                end++;
            }

            var more = tokens.AfterAny(end, ",", "and", "&", ", and", "or", "/", "and in");
            if (more == end || Words.Month(tokens[more]) is null)
            {
                break;
            }

            end = more;
        }

        return months.Count == 0 ? null : new(months) { Start = at, End = end, Repeats = start > lead || months.Count > 1 };
    }

    /// <summary>"of January and July", "in March" right after a day.</summary>
    public static MonthsItem? After(TokenList tokens, int at)
        => tokens[at].IsAny("of", "in", "every", "each") ? Match(tokens, at) : null;

    private static IEnumerable<int> Range(int first, int last)
        => Enumerable.Range(0, ((last - first + 12) % 12) + 1).Select(step => ((first - 1 + step) % 12) + 1);
}
