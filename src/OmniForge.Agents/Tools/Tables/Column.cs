using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>How the cells of one column are to be read.</summary>
/// <param name="Mostly">Type of at least 80 % of a text column's cells, when it is one of number or date.</param>
/// <param name="Note">What a user of the values should know; null = nothing.</param>
internal sealed record ColumnReading(
    ColumnType Type, ColumnType Mostly = ColumnType.Text, DecimalMark Mark = DecimalMark.Point,
    DateOrder Order = DateOrder.MonthFirst, string? Note = null);

/// <summary>One column: its cells as written (null = missing) and the values they stand for.</summary>
internal sealed class Column(string name, ColumnReading reading, string?[] texts, TimeZoneInfo zone, string?[]? shown = null)
{
    private decimal?[]? _numbers;
    private DateTime?[]? _times;

    public string Name { get; } = name;
    public ColumnReading Reading { get; } = reading;
    public ColumnType Type => Reading.Type;
    public IReadOnlyList<string?> Texts => texts;
    public TimeZoneInfo Zone => zone;

    /// <summary>What numbers or dates in this column are compared as: its type, or what most of its cells are.</summary>
    public ColumnType Kind => Type == ColumnType.Text ? Reading.Mostly : Type;
    public bool IsTime => Kind is ColumnType.Date or ColumnType.DateTime;

    public bool IsMissing(int row) => texts[row] is null;

    /// <summary>The cell without the blanks around it; null when missing.</summary>
    public string? Key(int row) => texts[row]?.Trim();

    /// <summary>Null when the cell is missing or no number.</summary>
    public decimal? Number(int row) => (_numbers ??= Numbers())[row];

    /// <summary>Wall-clock time in the zone of the call; null when the cell is missing or no date.</summary>
    public DateTime? Time(int row) => (_times ??= Times())[row];

    public bool Flag(int row) => BoolText.IsTrue(texts[row]);

    /// <summary>What a reader sees: as written, dates in ISO form.</summary>
    public string? Shown(int row)
    {
        var text = shown is null ? texts[row] : shown[row];
        return text is null || Type is not (ColumnType.Date or ColumnType.DateTime) || IsIso(text)
            ? text
            : DateText.Iso(Time(row)!.Value, Type == ColumnType.DateTime);
    }

    /// <summary>A column of cells in their simplest form, for instance sums. <paramref name="shown"/>: rounded for readers.</summary>
    public static Column Of(string name, ColumnType type, string?[] texts, string?[]? shown = null)
        => new(name, new(type), texts, TimeZoneInfo.Utc, shown);

    /// <summary>The same reading under another name with other cells.</summary>
    public Column With(string other, string?[] cells) => new(other, Reading with { Note = null }, cells, zone);

    public static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    private static bool IsIso(string text) => text.Length >= 10 && text[4] == '-' && text[7] == '-' && char.IsAsciiDigit(text[0]);

    private decimal?[] Numbers()
        => Array.ConvertAll(texts, text
            => text is not null && NumberText.TryParse(text, Reading.Mark, out var value, out _) ? value : (decimal?)null);

    private DateTime?[] Times()
        => Array.ConvertAll(texts, text
            => text is not null && DateText.TryParse(text, Reading.Order, out var date)
                ? date.Offset ? TimeZoneInfo.ConvertTimeFromUtc(date.Time, zone) : date.Time
                : (DateTime?)null);
}
