using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Corrections;

internal enum NamedKind
{
    Days,

    /// <summary>Days of the month: "the 5th".</summary>
    Dates,
    Columns,
    Values,
    Number,
    Time,
    Often,
    Format,
    Limit,
    Order,
    Groups,
    Conditions,
}

/// <summary>What a few words of a correction are about.</summary>
/// <param name="Said">The words as typed, without what leads to them.</param>
internal sealed partial record Named(NamedKind Kind, string Said)
{
    private static readonly string[] Glue =
    [
        "the", "a", "an", "and", "or", "of", "column", "columns", "field", "fields", "ones", "one", "per", "by", "on", "in", "at", "our", "my", "his", "her", "their", "its", "what", "was", "is", "has", "been", "how",
        "much", "info", "figures", "all", "for", "too", "use", "show", "also", "both", "those", "these", "that", "plus", "as", "well", "with", "each", "every", "any", "me", "only", "name", "names",
    ];

    /// <summary>The columns that are named, or those that hold the values.</summary>
    public IReadOnlyList<string> Columns { get; private init; } = [];

    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>Null when the words are about nothing known, or about several kinds of things.</summary>
    public static Named? Of(string said, TableView? table)
    {
        var bare = Lead().Replace(said.Trim(' ', ',', '.', ';', '!', '?'), "");
        var plain = Words.Join(Words.Cut(bare));
        if (plain.Length == 0)
        {
            return null;
        }

        return DayNames().IsMatch(plain) ? new(NamedKind.Days, Trimmed().Replace(bare, ""))
            : DateNames().IsMatch(plain) ? new(NamedKind.Dates, "the " + plain)
            : Number().IsMatch(plain) ? new(NamedKind.Number, plain)
            : Time().IsMatch(plain) ? new(NamedKind.Time, bare)
            : Often().IsMatch(plain) ? new(NamedKind.Often, plain is "day" or "week" or "month" or "hour" ? "every " + plain : bare)
            : Format().IsMatch(plain) ? new(NamedKind.Format, bare)
            : Limit().IsMatch(plain) ? new(NamedKind.Limit, bare)
            : Order().IsMatch(plain) ? new(NamedKind.Order, bare)
            : Groups().IsMatch(plain) ? new(NamedKind.Groups, bare)
            : Conditions().IsMatch(plain) ? new(NamedKind.Conditions, bare)
            : table is null ? null : InTable(said.Trim(' ', ',', '.', ';', '!', '?'), table) ?? InTable(bare, table);
    }

    private static Named? InTable(string said, TableView table)
    {
        if (Owns().IsMatch(Words.Join(Words.Cut(said))) && table.Meaning("owner") is [var owner])
        {
            return new(NamedKind.Columns, said) { Columns = [owner.Name] };
        }

        // A name at the beginning is no longer taken for a capital at the beginning of a sentence.
        var led = "the " + said;
        var items = Mentions.Find(Words.Cut(led), table, led).Where(item => item.Kind != ItemKind.Mark || !item.Word.IsAny(",", "&")).ToList();
        var known = items.Where(item => item.IsColumn || item.IsValue).ToList();
        var valued = known.Exists(item => item.IsValue);
        if (valued)
        {
            known.RemoveAll(item => item.IsColumn && (Cursor.IsNoun(item.Word.Text) || item.Word.Text.EndsWith('s')));
        }

        if (known.Count == 0 || items.Exists(item => !known.Contains(item) && !item.IsColumn && !item.Is(Glue) && (!Cursor.IsNoun(item.Word.Text) || item.Is("thing", "things", "stuff"))))
        {
            return null;
        }

        if (known.TrueForAll(item => item.OnlyColumn is not null && item.IsColumn))
        {
            return new(NamedKind.Columns, said) { Columns = [.. known.Select(item => item.OnlyColumn!.Name).Distinct()] };
        }

        var holders = known.TrueForAll(item => item.IsValue)
            ? known.Select(item => item.Columns.Select(column => column.Name)).Aggregate((left, right) => left.Intersect(right)).ToList() : [];
        return holders.Count == 0 ? null : new(NamedKind.Values, said)
        {
            Columns = holders,
            Values = [.. known.Select(item => item.Columns[0].ValueOf(item.Value!) ?? item.Value!).Distinct()],
        };
    }

    private const string Day = "(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?|weekends?|weekdays?";

    [GeneratedRegex(@"^(?:(?:on|at|per|by|for|the|our|my|those|these|that|this|every|each|use|show|take|with|to|it|make|as|a|an|sort|sorted|order|ordered|group|grouped|filter|filtered|have) )+", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex($@"^(?:{Day})(?:(?: and| or| plus)?(?: on| the)? (?:{Day}))*(?: (?:one|ones|run|runs|report|reports|edition|mail|thing))?$")]
    private static partial Regex DayNames();

    [GeneratedRegex(@"^\d{1,2}(?:st|nd|rd|th)(?:(?: and| or| plus)?(?: on)?(?: the)? \d{1,2}(?:st|nd|rd|th))*$")]
    private static partial Regex DateNames();

    [GeneratedRegex(@" (?:one|ones|run|runs|report|reports|edition|mail|thing)$", RegexOptions.IgnoreCase)]
    private static partial Regex Trimmed();

    [GeneratedRegex(@"^\d{1,2}(?: \d{2})? ?(?:am|pm|a m|p m|o clock|oclock|h)$|^\d{1,2} \d{2}$|^(?:noon|midnight|midday)$|^(?:half|quarter|\w+) (?:past|to) \w+$|^\d{1,2}(?: \d{2})?(?: ?(?:am|pm))? in the (?:morning|afternoon|evening)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^(?:daily|weekly|monthly|hourly|quarterly|yearly|day|week|month|hour|(?:once|twice|three times) a (?:day|week|month))(?: (?:on|at) .+)?$")]
    private static partial Regex Often();

    [GeneratedRegex(@"^(?:table|list|bullets|bullet list|bullet points|csv|csv file|spreadsheet|bulleted list|plain list)$")]
    private static partial Regex Format();

    [GeneratedRegex(@"^(?:who|whoever) (?:owns|leads|runs|manages|handles|is responsible for|is in charge of)(?: (?:it|them|each|what|this|that|which))*$")]
    private static partial Regex Owns();

    [GeneratedRegex(@"^\d+(?:\.\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:(?:row|rows|line|length|number) )?(?:limit|cap|maximum|max|cut off|cutoff)(?: (?:on|of|for) .*)?$|^top \d+(?: (?:thing|part|bit|limit))?$|^limit (?:of|to) \d+.*$|^number of rows$")]
    private static partial Regex Limit();

    [GeneratedRegex(@"^(?:sort|sorting|order|ordering|sort order|sequence)(?: by .*)?$")]
    private static partial Regex Order();

    [GeneratedRegex(@"^(?:group|groups|grouping|groupings|totals|sums|subtotals|aggregation)(?: by .*| per .*)?$")]
    private static partial Regex Groups();

    [GeneratedRegex(@"^(?:filter|filters|condition|conditions|restriction|restrictions|filtering)$")]
    private static partial Regex Conditions();
}
