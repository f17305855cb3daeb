using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Drafts;

/// <summary>A draft field by field as text, to see what one turn left as it was.</summary>
internal static class DraftFacts
{
    /// <summary>The field that a name of a line stands for; null when there is none of that name.</summary>
    public static DraftField? Field(string name) => name.ToLowerInvariant().Replace(' ', '_').Replace('-', '_') switch
    {
        "schedule" or "when" or "cron" or "rules" or "rule" or "trigger" => DraftField.Schedule,
        "zone" or "timezone" or "time_zone" => DraftField.Zone,
        "columns" or "column" or "fields" or "shows" or "show" or "content" or "columns_added" or "add_columns" => DraftField.Columns,
        "columns_exactly" or "exact_columns" or "columns_exact" => DraftField.ColumnsExactly,
        "columns_without" or "not_columns" or "without" or "drop_columns" or "columns_removed" or "hidden" => DraftField.ColumnsWithout,
        "filters" or "filter" or "conditions" or "condition" or "where" => DraftField.Filters,
        "sort" or "sorts" or "order" or "sort_by" or "order_by" or "sorting" => DraftField.Sort,
        "limit" or "top" or "most" or "max_rows" => DraftField.Limit,
        "group" or "grouping" or "group_by" or "grouped_by" or "groups" => DraftField.Group,
        "aggregates" or "figures" or "figure" or "aggregate" => DraftField.Figures,
        "services" or "service" or "integrations" or "integration" => DraftField.Services,
        "destination" or "destinations" or "target" => DraftField.Destination,
        "name" or "agent_name" => DraftField.Name,
        "file" or "source" or "table" => DraftField.File,
        "format" => DraftField.Format,
        "output" or "output_file" or "report_file" => DraftField.Output,
        _ => null,
    };

    public static string Of(DraftField field, Wish wish) => field switch
    {
        DraftField.Schedule => wish.When is not { } when ? "none"
            : when.OnDemand ? "on demand"
            : string.Join(" + ", when.Rules.Select(rule => $"{rule.Cron} {rule.TimeZone}")),
        DraftField.Zone => string.Join(", ", (wish.When?.Rules ?? []).Select(rule => rule.TimeZone).Distinct()),
        DraftField.Columns or DraftField.ColumnsExactly or DraftField.ColumnsWithout => List(wish.Columns),
        DraftField.Filters => List(FilterMatch.Flat(wish.Filters).Select(Of)),
        DraftField.Sort => List(wish.Sorts.Select(sort
            => sort.First.Count > 0 ? $"{sort.Column}: {string.Join('|', sort.First)} first" : $"{sort.Column} {sort.Way}")),
        DraftField.Limit => wish.Limit?.ToString() ?? "none",
        DraftField.Group => List(wish.Grouping?.By ?? []),
        DraftField.Figures => List((wish.Grouping?.Aggregates ?? []).Select(figure => $"{figure.Kind} {figure.Column}".Trim())),
        DraftField.Services => List(DraftExpectation.Services(wish)),
        DraftField.Destination => List(wish.Services.Append(wish.OutputFile ?? "file")),
        DraftField.Name => wish.Name ?? "none",
        DraftField.File => wish.File ?? "none",
        DraftField.Format => wish.Format.ToString(),
        _ => wish.OutputFile ?? "none",
    };

    public static ReportFormat? Format(string? text) => text?.ToLowerInvariant() switch
    {
        "table" => ReportFormat.Table,
        "csv" or "spreadsheet" => ReportFormat.Csv,
        "list" or "bullets" or "bullet list" => ReportFormat.List,
        _ => null,
    };

    private static string Of(Filter filter)
        => $"{filter.Column} {filter.Op} {filter.OtherColumn ?? string.Join('|', filter.Values)}".Trim();

    private static string List(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : "none";
}

/// <summary>What a line can expect of a draft.</summary>
internal enum DraftField
{
    Schedule,
    Zone,
    Columns,
    ColumnsExactly,
    ColumnsWithout,
    Filters,
    Sort,
    Limit,
    Group,
    Figures,
    Services,
    Destination,
    Name,
    File,
    Format,
    Output,
}
