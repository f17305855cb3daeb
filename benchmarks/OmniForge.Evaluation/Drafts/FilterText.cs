using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Drafts;

/// <summary>A condition as a line writes it: "status = Late", "spent > budget", an object, or only the value that is meant.</summary>
internal static partial class FilterText
{
    private static readonly (FilterOp Op, string Words)[] Known =
    [
        (FilterOp.Eq, "=|==|is|eq|equals|:"),
        (FilterOp.Ne, "!=|<>|ne|neq|is not|is_not|not|not_equals|not equals|not in|not_in"),
        (FilterOp.Lt, "<|lt|below|under|before|less_than"),
        (FilterOp.Le, "<=|le|lte|at most|at_most"),
        (FilterOp.Gt, ">|gt|above|over|after|more_than|greater_than"),
        (FilterOp.Ge, ">=|ge|gte|at least|at_least"),
        (FilterOp.In, "in"),
        (FilterOp.Contains, "contains"),
        (FilterOp.StartsWith, "starts with|starts_with"),
        (FilterOp.IsEmpty, "is_empty|is empty|empty"),
        (FilterOp.NotEmpty, "not_empty|not empty|is not empty|is_not_empty"),
        (FilterOp.Within, "within"),
    ];

    private static readonly Dictionary<string, FilterOp> Ops = Known
        .SelectMany(known => known.Words.Split('|').Select(word => (word, known.Op)))
        .ToDictionary(pair => pair.word, pair => pair.Op, StringComparer.OrdinalIgnoreCase);

    /// <summary>An empty column stands for any, for a condition of which only the value was written.</summary>
    public static Filter Read(JsonNode node)
    {
        if (node is JsonObject given)
        {
            var op = Json.Text(Json.First(given, "op", "operator", "comparison")) ?? "=";
            return new()
            {
                Column = Json.Text(Json.First(given, "column", "field", "property")) ?? "",
                Op = Ops.GetValueOrDefault(op, FilterOp.Eq),
                Values = Json.Texts(Json.First(given, "value", "values")),
                OtherColumn = Json.Text(Json.First(given, "other_column", "than", "compare_with")),
            };
        }

        var text = (Json.Text(node) ?? "").Trim();
        return Comparison().Match(text) is { Success: true } match
            ? new()
            {
                Column = match.Groups["column"].Value,
                Op = Ops.GetValueOrDefault(Blanks().Replace(match.Groups["op"].Value.Trim(), " "), FilterOp.Eq),
                Values = match.Groups["value"].Value.Trim() is { Length: > 0 } value ? value.Split('|', StringSplitOptions.TrimEntries) : [],
            }
            : new() { Values = [text] };
    }

    [GeneratedRegex(@"^(?<column>[\w .]+?)\s*(?<op>==|=|!=|<>|<=|>=|<|>|:|\s(is[ _]not[ _]empty|not[ _]empty|is[ _]empty|is[ _]not|not[ _]in|at[ _]least|at[ _]most|starts[ _]with|less_than|more_than|greater_than|contains|within|above|below|under|before|after|over|gte|lte|empty|gt|lt|ge|le|eq|ne|in|is|not)(?=\s|$))\s*(?<value>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
