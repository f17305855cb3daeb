using System.Text.Json.Nodes;
using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Drafts;

/// <summary>A draft given by its fields instead of by the turns that led to it.</summary>
internal static class Setup
{
    public static BuilderState State(JsonObject given, BuilderWorld world)
    {
        var wish = Wish(given, world);
        var finished = Json.Text(Json.First(given, "standing", "status_of_agent", "phase"))?.ToLowerInvariant() is "active" or "complete" or "on";
        return new()
        {
            Phase = finished ? Phase.Complete : Phase.Requirements,
            Standing = finished ? AgentStanding.Active : AgentStanding.None,
            Test = finished ? TestStanding.Passed : TestStanding.None,
            Wish = wish,
            SkillName = finished ? "report" : null,
            History = finished ? [new(1, wish, "created", world.Now)] : [],
            Question = finished ? null
                : wish.When is null ? new(QuestionKind.When, "When should it run?", [])
                : new(QuestionKind.Summary, "Shall I create it like this?", []),
        };
    }

    private static Wish Wish(JsonObject given, BuilderWorld world)
    {
        var zone = Json.Text(Json.First(given, "zone", "timezone", "profile_zone")) ?? world.TimeZone;
        var file = Json.Text(Json.First(given, "file", "source", "table"));
        var table = world.Files.FirstOrDefault(known => Names.Same(known.File, file ?? "")) ?? world.Files[0];
        string Column(string name) => table.Columns.FirstOrDefault(column => Names.Same(column.Name, name))?.Name ?? name;
        var sorts = Json.Members(Json.First(given, "sort", "sorts", "order", "sort_by")).Select(DraftValue.Sort);
        var filters = Json.Members(Json.First(given, "filters", "filter", "conditions", "where")).Select(FilterText.Read);
        return new()
        {
            Goal = Json.Text(Json.First(given, "goal", "text")) ?? "a report",
            File = table.File,
            Services = [.. Json.Texts(Json.First(given, "services", "service", "integrations", "integration")).Select(name => name.ToLowerInvariant())],
            When = DraftValue.When(Json.First(given, "schedule", "when", "cron", "rules", "trigger"), zone),
            Columns = [.. Json.Texts(Json.First(given, "columns", "fields", "shows", "show")).Select(Column)],
            Filters = [.. filters.Select(filter => Real(filter, table.Columns.Select(column => column.Name), Column))],
            Sorts = [.. sorts.Select(sort => sort with { Column = Column(sort.Column) })],
            Limit = Json.Number(Json.First(given, "limit", "top", "most")),
            Grouping = DraftValue.Grouping(Json.First(given, "group", "grouping", "group_by", "grouped_by"), Json.First(given, "aggregates", "figures")),
            Name = Json.Text(Json.First(given, "name", "agent_name")),
            Format = DraftFacts.Format(Json.Text(Json.First(given, "format"))) ?? ReportFormat.Table,
            OutputFile = Json.Text(Json.First(given, "output", "output_file")),
        };
    }

    /// <summary>The condition in terms of the table: its own column names, and another column where one is named as the value.</summary>
    private static Filter Real(Filter filter, IEnumerable<string> columns, Func<string, string> column)
    {
        var other = filter.OtherColumn ?? (filter.Values is [var value] ? columns.FirstOrDefault(name => Names.Same(name, value)) : null);
        return filter with
        {
            Column = column(filter.Column),
            OtherColumn = other is null ? null : column(other),
            Values = other is null ? filter.Values : [],
            Op = filter.Op == FilterOp.Eq && filter.Values.Count > 1 ? FilterOp.In : filter.Op,
        };
    }
}
