using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>"make it 20", "15 rather", "12, not 10": a bare number takes the place of the one in the draft that it can be about.</summary>
internal static class PresentAmount
{
    private static readonly Regex Said = new(
        "^(?<pre>(?:no|sorry|actually|hm+|oh|ok|okay|please|and|but|well|wait|then|on second thoughts?) )*"
        + "(?:(?<old>\\d+(?:\\.\\d+)?) (?:is|was|are) (?:(?:far |way |a bit |much )?too (?:many|much|few|low|high|long|short|big|small|little)|not enough|wrong|not right|more than enough) )?"
        + "(?<lead>(?:(?:let us|we can|can you|could you|can we) )?(?:make|change|set|raise|lower|increase|reduce|cut|put|bring|push|take|say|have)"
        + "(?: (?:it|that|this|them|the (?:number|limit|threshold|amount|value|time|length)))?(?: (?:down to|up to|back to|to|at))? |(?:(?:keep|leave)(?: it| that)?(?: at)?|stick (?:to|with)|stay (?:at|with)|(?:go )?back to|rather|better|say|i (?:meant?|said)|it should be) )?"
        + "(?<now>\\d+(?:\\.\\d+)?)(?<tail>(?: (?:(?<clock>sharp|oclock|o clock)|instead|rather|please|then|now|actually|maybe|(?:is|are) (?:better|enough|fine|plenty)|(?:would be|was|is) (?:better|enough|fine|right|good|ok)|will do|should do))*)"
        + "(?: (?:not|and not|instead of|rather than) (?<old>\\d+(?:\\.\\d+)?))?$",
        RegexOptions.CultureInvariant);

    private const string Ways = "(?:below|under|less(?: than)?|fewer(?: than)?|at most|above|over|more(?: than)?|at least)";

    private static readonly Regex Way = new(
        $"^(?:(?:no|sorry|actually|i meant?|it should be|make it|rather|oh|ok|but|please) )*(?<now>{Ways})(?: (?:it|that))? (?:(?:and )?not|instead of|rather than) {Ways}(?: (?:it|that))?(?: please)?$",
        RegexOptions.CultureInvariant);

    public static TurnUnderstanding? Read(string text, IReadOnlyList<Word> words, BuilderState state)
    {
        if (Turned(text, words, state) is { } turned)
        {
            return turned;
        }

        var match = Said.Match(Words.Join(words));
        var clear = match.Groups["lead"].Success || (match.Groups["pre"].Success && state.Undo is [.., { Key: "limit" or "filter" or "schedule" }]) || match.Groups["tail"].Length > 0 || match.Groups["old"].Success;
        if (!match.Success || !clear || state.Question?.Kind is QuestionKind.When or QuestionKind.WhenPart or QuestionKind.Zone)
        {
            return null;
        }

        var now = decimal.Parse(match.Groups["now"].Value, CultureInfo.InvariantCulture);
        var old = match.Groups["old"].Success ? decimal.Parse(match.Groups["old"].Value, CultureInfo.InvariantCulture) : (decimal?)null;
        var read = Amounts(state.Wish).Where(amount => amount.Fits(now, old) && (amount.Key == "schedule" || !match.Groups["clock"].Success)).OrderByDescending(amount => amount.Key == (state.Undo is [.., var last] ? last.Key : null)).FirstOrDefault();
        var reading = state.Phase is Phase.Discovery or Phase.Idle ? TurnReading.Statement : TurnReading.Change;
        return read?.Key switch
        {
            "limit" => new() { Reading = reading, Words = text, Change = new() { Limit = (int)now } },
            "filter" => new() { Reading = reading, Words = text, Change = new() { Swaps = [new(Plain(read.Present), Plain(now))] } },
            "schedule" => new() { Reading = reading, Words = text, When = $"at {Plain(now)}" },
            _ => null,
        };
    }

    /// <summary>"below, not above": the one amount of the draft, compared the other way.</summary>
    private static TurnUnderstanding? Turned(string text, IReadOnlyList<Word> words, BuilderState state)
    {
        var match = Way.Match(Words.Join(words));
        var amounts = state.Wish.Filters.Where(filter => filter.Op is FilterOp.Lt or FilterOp.Le or FilterOp.Gt or FilterOp.Ge && filter.Any.Count == 0).ToList();
        if (!match.Success || amounts is not [var present])
        {
            return null;
        }

        var op = match.Groups["now"].Value switch
        {
            "below" or "under" or "less" or "less than" or "fewer" or "fewer than" => FilterOp.Lt,
            "at most" => FilterOp.Le,
            "at least" => FilterOp.Ge,
            _ => FilterOp.Gt,
        };
        return new() { Reading = TurnReading.Change, Words = text, Change = new() { DropFilters = [present.Column], AddFilters = [present with { Op = op }] } };
    }

    private static IEnumerable<Amount> Amounts(Wish wish)
    {
        if (wish.Limit is { } limit)
        {
            yield return new("limit", limit);
        }

        var filters = wish.Filters.Concat(wish.Deliveries.SelectMany(delivery => delivery.Only?.Filters ?? []));
        foreach (var value in filters.Where(filter => filter.Values.Count == 1).Select(filter => filter.Values[0]))
        {
            if (decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            {
                yield return new("filter", number);
            }
        }

        foreach (var test in wish.Deliveries.Select(delivery => delivery.Only).OfType<RowTest>().Where(test => test.Figure is not null))
        {
            yield return new("filter", test.Amount);
        }

        if (wish.When is { OnDemand: false, Rules: [var rule, ..] } && rule.Cron.Split(' ') is [_, var hours, ..]
            && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hour))
        {
            yield return new("schedule", hour);
        }
    }

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>A number of the draft, by the key of its requirement.</summary>
    private sealed record Amount(string Key, decimal Present)
    {
        /// <summary>How many times more or less a person still calls a change of the same number.</summary>
        private const decimal Reach = 30;

        public bool Fits(decimal now, decimal? old) => Key switch
        {
            "schedule" => now is >= 1 and <= 23 && now == Math.Floor(now) && (old is null || old == Present || old == Present % 12),
            "limit" => now is >= 1 and <= 100_000 && now == Math.Floor(now) && (old is null ? now <= Present * Reach : old == Present),
            _ => old is null ? now * Reach >= Present && now <= Present * Reach : old == Present,
        };
    }
}
