using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>A skill that reads one place and hands its report on to the skills behind it.</summary>
internal sealed class SourceSkill(Wish wish, int at, TableProfile table, string name, string file)
{
    /// <summary>Rows of a short message.</summary>
    private const int ShortRows = 3;

    private readonly Wish _one = wish with { At = at };
    private readonly List<(int Delivery, RowTest Test)> _cases = [.. RowTests.CasesOf(wish, at)];

    private bool Saves => SkillLayout.Saves(wish);

    /// <summary>Some delivery writes a file of what this one found.</summary>
    private bool Tables => Saves || wish.Deliveries.Any(delivery => delivery.To is null);

    private bool Texts => wish.Deliveries.Any(delivery => delivery.To is not null);

    /// <summary>Some message holds only the first rows.</summary>
    private bool Briefs => wish.Deliveries.Any(delivery => IsShort(delivery) && !_cases.Exists(one => wish.Deliveries[one.Delivery] == delivery));

    public IReadOnlyList<string> Tools() =>
    [
        .. _one.From is { } from ? [AccountTables.Of(from.Integration)!.Tool] : Array.Empty<string>(), "table_query",
        .. Saves ? ["Write"] : Array.Empty<string>(),
    ];

    public string Description() => SkillComposer.Description(_one);

    public string Body()
    {
        var heading = SkillComposer.Heading(name);
        var text = new StringBuilder($"# {heading}\n\n{SkillComposer.Plain(Purpose())}\n\n## Prerequisites\n\n");
        text.Append(_one.From is { } from
            ? SkillComposer.Plain($"- The {ServiceNames.Title(from.Integration)} account {Say.Quote(from.Account)} is connected, and the {AccountTables.Of(from.Integration)!.Noun} "
                + $"{Say.Quote(from.Name)} is shared with OmniForge{SkillComposer.Needs(_one, table)}")
            : $"- The file `{_one.File}` is in the workspace{SkillComposer.Needs(_one, table)}");
        text.Append(Saves ? "\n- The folder `output` may be written.\n\n## Steps\n\n" : "\n\n## Steps\n\n");
        foreach (var (number, step) in Steps(heading).Index())
        {
            text.Append($"{number + 1}. {SkillComposer.Plain(step.Sentence)}\n\n   ```json\n   {step.Arguments}\n   ```\n   -> {step.Bind}\n\n");
        }

        text.Append("## Result\n\n```json\n").Append(SkillJson.Write(Result())).Append("\n```\n\n## When something goes wrong\n\n");
        text.Append(SkillComposer.Plain(_one.From is { } account
            ? $"- The account cannot be used, or {Say.Quote(account.Name)} has lost a column: stop and name what is missing."
            : $"- `{_one.File}` is missing or has lost a column: stop and name what is missing."));
        return text.Append("\n- No row fits: that is a result too; hand it on.\n").ToString();
    }

    private string Purpose()
    {
        var text = SkillComposer.Purpose(_one with { Deliveries = [] }, table);
        return text[..text.LastIndexOf(" and ", StringComparison.Ordinal)].TrimEnd(',') + (Saves ? ", saves a report and hands it on." : ", and hands the rows on.");
    }

    private IEnumerable<SkillStep> Steps(string heading)
    {
        if (_one.From is { } from)
        {
            var source = AccountTables.Of(from.Integration)!;
            var read = AccountSteps.Read(_one, table, source, from);
            if (wish.Deliveries.Any(delivery => delivery.Only is not null))
            {
                read.Remove("columns");
                read["limit"] = source.MostRows;
            }

            yield return new($"Read {PlaceWords.Source(from, null)} with `{source.Tool}`.", source.Tool, SkillJson.Still(read), "rows");
        }

        if (Texts || !Tables)
        {
            yield return new("Put the rows into a list with `table_query`.", "table_query", SkillJson.Still(List(Query(_one, false), _one.Filters)), "report");
        }

        if (Briefs)
        {
            yield return new("Take the first of them for a short message with `table_query`.", "table_query", SkillJson.Still(First(List(Query(_one, false), _one.Filters))), "brief");
        }

        foreach (var (delivery, test) in _cases)
        {
            var filters = _one.From is not null ? test.Filters : [.. _one.Filters, .. test.Filters];
            var query = Query(_one with { Filters = filters }, _one.From is not null);
            query = IsShort(wish.Deliveries[delivery]) ? First(query) : query;
            yield return new(
                $"Keep those where {Say.And(test.Filters.Select(filter => FilterWords.Of(filter, table)))} with `table_query`.", "table_query",
                SkillJson.Still(wish.Deliveries[delivery].To is null ? Table(query) : List(query, test.Filters)), RowTests.Case(delivery));
        }

        foreach (var (delivery, test) in RowTests.FiguresOf(wish, at))
        {
            yield return new(
                $"Work out {WishWords.Figure(test.Figure!)}{(test.Filters.Count > 0 ? $" where {Say.And(test.Filters.Select(filter => FilterWords.Of(filter, table)))}" : "")} with `table_query`.",
                "table_query", SkillJson.Still(Figure(test)), RowTests.Figure(delivery));
        }

        if (Tables)
        {
            yield return new("Put the rows into a table with `table_query`.", "table_query", SkillJson.Still(Table(Query(_one, false))), "table");
        }

        if (Saves)
        {
            yield return new("Save the report with `Write`.", "Write", SkillJson.Write(new() { ["file_path"] = file, ["content"] = Saved(heading) }), "saved");
        }
    }

    private JsonObject Query(Wish one, bool keepWhere)
    {
        var query = AccountSteps.Query(one with { Deliveries = [] }, table);
        if (keepWhere && QueryArguments.Of(one, table)["where"] is { } where)
        {
            query["where"] = where.DeepClone();
        }

        return query;
    }

    /// <summary>One number over the rows that the test counts, however the report shows them.</summary>
    private JsonObject Figure(RowTest test)
    {
        var account = _one.From is not null;
        var rows = _one with
        {
            Deliveries = [],
            Columns = [],
            Sorts = [],
            Limit = null,
            Grouping = new() { Aggregates = [test.Figure!] },
            Filters = account ? test.Filters : [.. _one.Filters, .. test.Filters],
        };
        var query = Query(rows, account);
        query["output"] = "scalar";
        return query;
    }

    private JsonObject List(JsonObject query, IReadOnlyList<Filter> filters)
    {
        query["output"] = "list";
        query["empty"] = filters.Count == 0 ? "There is nothing at the moment."
            : $"Nothing fits at the moment: no row where {Say.And(filters.Select(filter => FilterWords.Of(filter, table)))}.";
        query["most_characters"] = wish.Deliveries.Select(delivery => delivery.To).OfType<AccountPlace>().Select(to => AccountTarget.Of(to.Integration)?.MostCharacters ?? 20_000)
            .DefaultIfEmpty(20_000).Min() / Math.Max(1, SkillLayout.Sources(wish).Count);
        return query;
    }

    private static bool IsShort(Delivery delivery) => delivery.Form is DeliveryForm.Brief or DeliveryForm.ShortWithLink;

    private static JsonObject First(JsonObject query)
    {
        query["limit"] = Math.Min(ShortRows, (int?)query["limit"] ?? ShortRows);
        return query;
    }

    private JsonObject Table(JsonObject query)
    {
        query["output"] = wish.Format == ReportFormat.Csv ? "csv" : "markdown";
        return query;
    }

    private string Form => wish.Format == ReportFormat.Csv ? "csv" : "markdown";

    private string Saved(string heading) => wish.Format == ReportFormat.Csv ? "{{table.csv}}"
        : $"# {heading}, ${{DATE}}\n\n{{{{table.count}}}} of {{{{table.{(_one.From is null ? "read" : "total")}}}}} rows.\n\n{{{{table.markdown}}}}\n";

    private JsonObject Result()
    {
        var main = Texts || !Tables ? "report" : "table";
        var result = new JsonObject { ["text"] = main == "report" ? "{{report.list}}" : $"{{{{table.{Form}}}}}" };
        if (Briefs)
        {
            result["brief"] = "{{brief.list}}";
        }

        if (Tables)
        {
            result["table"] = $"{{{{table.{Form}}}}}";
        }

        if (Saves)
        {
            result["file"] = "{{saved.file_path}}";
        }

        result["rows"] = $"{{{{{main}.count}}}}";
        result["found"] = $"{{{{{main}.total}}}}";
        result["warnings"] = $"{{{{{main}.warnings}}}}";
        foreach (var (delivery, _) in RowTests.FiguresOf(wish, at))
        {
            result[RowTests.Figure(delivery)] = $"{{{{{RowTests.Figure(delivery)}.scalar}}}}";
        }

        foreach (var (delivery, _) in _cases)
        {
            var bound = RowTests.Case(delivery);
            result[bound] = new JsonObject
            {
                ["text"] = $"{{{{{bound}.{(wish.Deliveries[delivery].To is null ? Form : "list")}}}}}",
                ["rows"] = $"{{{{{bound}.count}}}}",
                ["found"] = $"{{{{{bound}.total}}}}",
            };
        }

        return result;
    }
}
