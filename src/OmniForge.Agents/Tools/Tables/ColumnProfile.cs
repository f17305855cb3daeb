namespace OmniForge.Agents.Tools.Tables;

/// <summary>One column of a <see cref="TableProfile"/>.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Type">What every filled cell can be read as.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Values">The distinct values of a text column, most frequent first; empty when there are over 500 or one is long.</param>
/// <param name="Min">Smallest number or earliest date (ISO form); null for other types or when nothing is filled.</param>
/// <param name="Max">Largest number or latest date (ISO form).</param>
public sealed record ColumnProfile(
    string Name, ColumnType Type, int Missing, IReadOnlyList<string> Values, string? Min, string? Max);
