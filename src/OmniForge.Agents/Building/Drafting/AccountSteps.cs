using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>
/// The steps of a report that is read from an account or sent to one. What is read and written is named by the provider's own keys, so
/// that a renamed channel or a second one of the same name changes nothing.
/// </summary>
internal static class AccountSteps
{
    private const int MostSorts = 5;

    public static IEnumerable<SkillStep> Of(Wish wish, TableProfile table, string heading, string file)
    {
        if (wish.From is { } from)
        {
            var source = AccountTables.Of(from.Integration)!;
            yield return new(
                $"Read {PlaceWords.Source(from, null)} with `{source.Tool}`.", source.Tool, SkillJson.Still(Read(wish, table, source, from)), "rows");
        }

        yield return new(Put(wish), "table_query", SkillJson.Still(Query(wish, table)), "report");
        if (wish.To is { } to)
        {
            var target = AccountTarget.Of(to.Integration)!;
            yield return new($"Send it to {Say.Quote(to.Name)} in {ServiceNames.Title(to.Integration)} with `{target.Tool}`.", target.Tool, Message(wish, to, heading), "sent");
        }
        else
        {
            yield return new("Save the report with `Write`.", "Write", SkillJson.Write(new() { ["file_path"] = file, ["content"] = Report(wish, heading) }), "saved");
        }
    }

    public static JsonObject Result(Wish wish, string heading)
    {
        var result = new JsonObject
        {
            ["text"] = wish.To is not null ? Text(wish, heading) : wish.Format == ReportFormat.Csv ? "{{report.csv}}" : "{{report.markdown}}",
        };
        if (wish.To is null)
        {
            result["file"] = "{{saved.file_path}}";
        }

        result["rows"] = "{{report.count}}";
        result["warnings"] = "{{report.warnings}}";
        return result;
    }

    internal static JsonObject Read(Wish wish, TableProfile table, AccountTables source, AccountPlace place)
    {
        var arguments = new JsonObject { [source.Argument] = place.Id };
        if (source.Integration == "github" && Used(wish).Contains("state"))
        {
            arguments["state"] = "all";
        }

        var query = QueryArguments.Of(wish, table);
        if (source.Filters && query["where"] is { } where)
        {
            arguments["where"] = where.DeepClone();
        }

        var plain = wish.Grouping is null && wish.Sorts.Count <= MostSorts && wish.Sorts.All(sort => sort.First.Count == 0);
        if (source.Sorts && plain && query["sort"] is { } sorted)
        {
            arguments["sort"] = sorted.DeepClone();
        }

        if (source.Columns && Needed(wish, table) is { } columns && columns.Count < table.Columns.Count)
        {
            arguments["columns"] = SkillJson.Texts(columns);
        }

        // Which rows come first is the provider's own idea where a column is empty; only without an order the first rows are simply the first.
        arguments["limit"] = plain && wish.Sorts.Count == 0 && (source.Filters || wish.Filters.Count == 0) ? Math.Min(wish.Limit ?? source.MostRows, source.MostRows)
            : source.MostRows;
        return arguments;
    }

    internal static JsonObject Query(Wish wish, TableProfile table)
    {
        var query = QueryArguments.Of(wish, table);
        if (wish.From is { } from)
        {
            query["source"] = new JsonObject { ["result"] = "rows" };
            if (AccountTables.Of(from.Integration) is { Filters: true })
            {
                query.Remove("where");
            }
        }

        if (!query.ContainsKey("select") && !query.ContainsKey("group"))
        {
            query["select"] = SkillJson.Texts([.. table.Columns.Select(column => column.Name)]);
        }

        if (wish.To is { } to)
        {
            query["output"] = "list";
            query["empty"] = Empty(wish, table);
            query["most_characters"] = AccountTarget.Of(to.Integration)!.MostCharacters;
        }

        return query;
    }

    private static string Message(Wish wish, AccountPlace place, string heading) => SkillJson.Write(place.Integration == "notion"
        ? new() { ["parent"] = place.Id, ["parent_name"] = place.Name, ["title"] = $"{heading}, ${{DATE}}", ["markdown"] = "{{report.list}}" }
        : new() { ["channel"] = place.Id, ["channel_name"] = place.Name, ["text"] = Text(wish, heading) });

    private static string Text(Wish wish, string heading)
    {
        var count = wish switch
        {
            { Grouping.Aggregates.Count: > 0 } => "",
            { Limit: null } => ": {{report.total}}",
            _ => ": {{report.count}} of {{report.total}}",
        };
        return $"**{SkillJson.Marked(heading)}{count}** (${{DATE}})\n\n{{{{report.list}}}}";
    }

    private static string Report(Wish wish, string heading)
        => wish.Format == ReportFormat.Csv ? "{{report.csv}}" : $"# {heading}, ${{DATE}}\n\n{{{{report.count}}}} of {{{{report.total}}}} rows.\n\n{{{{report.markdown}}}}\n";

    private static string Empty(Wish wish, TableProfile table)
        => wish.Filters.Count == 0 ? "There is nothing at the moment."
            : $"Nothing fits at the moment: no row where {Say.And(wish.Filters.Select(filter => FilterWords.Of(filter, table)))}.";

    private static string Put(Wish wish)
    {
        var source = wish.From is null ? $"Take `{wish.File}`, " : "";
        var what = wish.Grouping is { Aggregates.Count: > 0 } ? "put the rows together" : wish.Sorts.Count > 0 ? "put the rows in order" : "choose what is shown";
        return source.Length > 0 ? $"{source}{what} with `table_query`." : $"{char.ToUpperInvariant(what[0])}{what[1..]} with `table_query`.";
    }

    /// <summary>Columns that the report cannot do without; conditions are tested where the rows are.</summary>
    private static List<string>? Needed(Wish wish, TableProfile table)
    {
        if (wish.Columns.Count == 0 && wish.Grouping is not { Aggregates.Count: > 0 })
        {
            return null;
        }

        var used = wish.Sorts.Select(sort => sort.Column).Concat(wish.Columns).Concat(wish.Grouping?.By ?? [])
            .Concat(wish.Grouping?.Aggregates.Select(figure => figure.Column ?? "") ?? []).ToHashSet(StringComparer.Ordinal);
        var needed = table.Columns.Select(column => column.Name).Where(used.Contains).ToList();
        return needed.Count == 0 ? null : needed;
    }

    private static IEnumerable<string> Used(Wish wish)
        => wish.Filters.SelectMany(filter => filter.Any.Count > 0 ? filter.Any : [filter]).Select(filter => filter.Column)
            .Concat(wish.Columns).Concat(wish.Grouping?.By ?? []).Concat(wish.Sorts.Select(sort => sort.Column));
}

/// <param name="Arguments">JSON text.</param>
internal sealed record SkillStep(string Sentence, string Tool, string Arguments, string Bind);
