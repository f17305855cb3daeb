using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Which rows stay.</summary>
internal abstract record Filter;

internal sealed record AnyOf(IReadOnlyList<Filter> Filters) : Filter;

internal sealed record AllOf(IReadOnlyList<Filter> Filters) : Filter;

/// <summary>One cell against a value, or against the cell of another column.</summary>
/// <param name="Path">Where it stands in the arguments, for messages.</param>
internal sealed record Comparison(
    string Path, string Column, string Op, JsonElement? Value, string? OtherColumn, TextMatch Match) : Filter;

/// <summary>How texts are compared.</summary>
internal enum TextMatch
{
    IgnoreCase,
    Exact,
}
