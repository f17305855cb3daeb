namespace OmniForge.Agents.Tools.Tables;

/// <summary>Finds out what the cells of a column are.</summary>
internal static class ColumnTyping
{
    /// <summary>Always a missing value.</summary>
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase) { "NA", "N/A", "#N/A", "NaN", "NULL" };

    /// <summary>A missing value only between numbers, dates or claims; elsewhere a word like any other.</summary>
    private static readonly HashSet<string> MissingAmongValues = new(StringComparer.OrdinalIgnoreCase)
    {
        "-", "--", "\u2013", "\u2014", ".", "?", "none", "unknown", "n.a.", "not available", "not applicable", "tbd",
    };

    public static bool IsMissing(string text) => string.IsNullOrWhiteSpace(text) || Missing.Contains(text.Trim());

    /// <summary>Types one column. Cells that only stand for "no value" become null in <paramref name="texts"/>.</summary>
    public static Column Read(string name, string?[] texts, CommaUse commas, TimeZoneInfo zone)
    {
        var tally = Tally(texts, commas);
        var reading = Decide(name, tally);
        if (reading.Type != ColumnType.Text && tally.Weak > 0)
        {
            var example = texts.First(text => text is not null && MissingAmongValues.Contains(text.Trim()));
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = texts[i] is { } text && MissingAmongValues.Contains(text.Trim()) ? null : texts[i];
            }

            var note = $"cells such as '{example!.Trim()}' in '{name}' count as missing";
            reading = reading with { Note = reading.Note is null ? note : $"{reading.Note}; {note}" };
        }

        return new(name, reading, texts, zone);
    }

    private static ColumnTally Tally(string?[] texts, CommaUse commas)
    {
        var tally = new ColumnTally(commas == CommaUse.Decimal && HasDecimalComma(texts) ? DecimalMark.Comma : DecimalMark.Point);
        foreach (var text in texts)
        {
            if (text is null)
            {
                continue;
            }

            if (MissingAmongValues.Contains(text.Trim()))
            {
                tally.Weak++;
            }
            else
            {
                tally.Add(text);
            }
        }

        return tally;
    }

    /// <summary>`12,5` anywhere in a file whose cells are divided by semicolons.</summary>
    private static bool HasDecimalComma(string?[] texts)
        => texts.Any(text => text is not null && text.Contains(',') && NumberText.TryParse(text, DecimalMark.Comma, out _, out _));

    private static ColumnReading Decide(string name, ColumnTally tally)
    {
        if (tally.Filled == 0)
        {
            return new(ColumnType.Text);
        }

        var order = tally.Order(out var clash, out var either);
        var ambiguous = either
            ? $"the dates in '{name}' could start with the month or with the day; they are read as "
                + (order == DateOrder.MonthFirst ? "month/day/year" : "day/month/year")
            : null;
        if (tally.Bools == tally.Filled)
        {
            return new(ColumnType.Bool);
        }

        if (tally.Numbers == tally.Filled && !tally.Codes && tally.OneUnit)
        {
            return new(ColumnType.Number, Mark: tally.Mark);
        }

        if (tally.Dates == tally.Filled && !clash)
        {
            return new(tally.Timed > 0 ? ColumnType.DateTime : ColumnType.Date, Order: order, Note: ambiguous);
        }

        var mostly = tally.Numbers >= 0.8 * tally.Filled && !tally.Codes && tally.OneUnit ? ColumnType.Number
            : tally.Dates >= 0.8 * tally.Filled && !clash ? (tally.Timed > 0 ? ColumnType.DateTime : ColumnType.Date)
            : ColumnType.Text;
        return new(ColumnType.Text, mostly, tally.Mark, order, mostly is ColumnType.Text or ColumnType.Number ? null : ambiguous);
    }
}
