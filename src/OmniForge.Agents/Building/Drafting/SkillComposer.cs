using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Skills.Writing;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Writes the SKILL.md of a wish: prose for people and models, steps in the documented form.</summary>
internal static class SkillComposer
{
    private const int LongestDescription = 80;

    /// <summary>Columns named in the prerequisites; a wide file lists only those the skill needs.</summary>
    private const int MostColumns = 12;

    /// <summary>What the steps of this wish use, and nothing else.</summary>
    public static IReadOnlyList<string> Tools(Wish wish) =>
    [
        .. wish.From is { } from ? [AccountTables.Of(from.Integration)!.Tool] : Array.Empty<string>(), "table_query",
        wish.To is { } to ? AccountTarget.Of(to.Integration)!.Tool : "Write",
    ];

    /// <summary>The accounts that the steps act through.</summary>
    public static IReadOnlyList<AccountBinding> Accounts(Wish wish)
        => [.. WishPlaces.Of(wish).Where(place => place.Integration != Events.EventTalk.Own).DistinctBy(place => place.Integration)
            .Select(place => new AccountBinding(place.Integration, place.Connection))];

    public static string Compose(Wish wish, TableProfile table, string name, string skillName) => SkillWriter.Write(new SkillDraft
    {
        Name = skillName,
        Description = Description(wish),
        AllowedTools = Tools(wish),
        Tags = ["report"],
        Body = wish.From is null && wish.To is null ? Body(wish, table, name, skillName) : AccountBody.Write(wish, table, name, OutputPath(wish, skillName)),
    });

    /// <summary>One line of at most 80 characters, cut at a word.</summary>
    public static string Description(Wish wish)
    {
        var file = wish.File ?? "the file";
        var text = wish switch
        {
            { Grouping: { Aggregates.Count: > 0, By.Count: > 0 } grouping } => $"Report on {file} by {string.Join(" and ", grouping.By)}",
            { Filters.Count: > 0 }
                => $"Report on {file}: {string.Join(", ", wish.Filters.Select(Unquoted))}",
            { Limit: { } limit } => $"Report on the first {limit} rows of {file}",
            _ => $"Report on all rows of {file}",
        };
        return Short(text.ReplaceLineEndings(" "));
    }

    private static string Unquoted(Filter filter) => FilterWords.Of(filter, null).Replace("\"", "", StringComparison.Ordinal);

    internal static string Short(string text)
    {
        if (text.Length <= LongestDescription)
        {
            return text;
        }

        var cut = text.LastIndexOf(' ', LongestDescription - 2);
        return (cut > 20 ? text[..cut] : text[..(LongestDescription - 2)]).TrimEnd(',', ';', ':', ' ', '-') + " …";
    }

    private static string Body(Wish wish, TableProfile table, string name, string skillName)
    {
        var csv = wish.Format == ReportFormat.Csv;
        var path = OutputPath(wish, skillName);
        var text = new StringBuilder();
        text.Append($"# {Heading(name)}\n\n{Purpose(wish, table)}\n\n");
        text.Append($"## Prerequisites\n\n- The file `{wish.File}` is in the workspace{Needs(wish, table)}\n- The folder `output` may be "
            + $"written.\n\n");
        text.Append("## Steps\n\n");
        Step(text, 1, $"{ReadSentence(wish, table)} with `table_query`.", Json(QueryArguments.Of(wish, table)).Replace("$", "\\u0024",
            StringComparison.Ordinal), "rows");
        Step(text, 2, "Save the report with `Write`.", Json(new() { ["file_path"] = path, ["content"] = Content(wish, name) }), "saved");
        text.Append("## Result\n\n```json\n").Append(Json(Result(csv))).Append("\n```\n\n");
        text.Append("## When something goes wrong\n\n");
        text.Append($"- `{wish.File}` is missing or has lost a column: stop, name what is missing, write nothing.\n");
        text.Append("- A line of the file cannot be read: leave it out and name it in the report's warnings.\n");
        text.Append("- No row fits: still save the report, with its heading and no rows.\n\n");
        text.Append($"## Example\n\n\"Run it now\" saves `{path}` with the rows of that moment and shows them.\n");
        return text.ToString();
    }

    internal static string OutputPath(Wish wish, string skillName)
    {
        if (wish.OutputFile is not { } asked)
        {
            return $"output/{skillName}.{(wish.Format == ReportFormat.Csv ? "csv" : "md")}";
        }

        return asked.Contains('/', StringComparison.Ordinal) ? asked : $"output/{asked}";
    }

    /// <summary>A name is the person's text: nothing in it may be taken for a placeholder.</summary>
    internal static string Heading(string name) => name.ReplaceLineEndings(" ").Replace("$", "", StringComparison.Ordinal).Replace("{{",
        "", StringComparison.Ordinal).Replace("!`", "`", StringComparison.Ordinal).Trim();

    private static string Content(Wish wish, string name)
        => wish.Format == ReportFormat.Csv ? "{{rows.csv}}" : $"# {Heading(name)}, ${{DATE}}\n\n{{{{rows.count}}}} of {{{{rows.read}}}} "
            + $"rows.\n\n{{{{rows.markdown}}}}\n";

    private static JsonObject Result(bool csv) => new()
    {
        ["text"] = csv ? "{{rows.csv}}" : "{{rows.markdown}}",
        ["file"] = "{{saved.file_path}}",
        ["rows"] = "{{rows.count}}",
        ["read"] = "{{rows.read}}",
        ["warnings"] = "{{rows.warnings}}",
    };

    internal static string Purpose(Wish wish, TableProfile table)
    {
        var parts = new List<string> { wish.From is { } from ? $"Reads {PlaceWords.Source(from, null)}" : $"Reads `{wish.File}`" };
        if (wish.Filters.Count > 0)
        {
            parts.Add($"keeps the rows where {Say.And(wish.Filters.Select(filter => FilterWords.Of(filter, table)))}");
        }

        if (wish.Sorts.Count > 0)
        {
            parts.Add($"puts them in order: {string.Join(", then ", wish.Sorts.Select(sort => WishWords.Sorted(sort, table)))}");
        }

        parts.Add(wish.To is { } to ? $"and sends {PlaceWords.Target(to)}." : wish.Format == ReportFormat.Csv ? "and saves them as a file for spreadsheets." : "and writes a report.");
        return Plain(string.Join(", ", parts.Take(parts.Count - 1)) + " " + parts[^1]);
    }

    private static string ReadSentence(Wish wish, TableProfile table)
    {
        var parts = new List<string> { $"Read `{wish.File}`" };
        if (wish.Filters.Count > 0)
        {
            parts.Add($"keep the rows where {Say.And(wish.Filters.Select(filter => FilterWords.Of(filter, table)))}");
        }

        if (wish.Grouping is { Aggregates.Count: > 0 })
        {
            parts.Add("put them together");
        }

        if (wish.Sorts.Count > 0)
        {
            parts.Add("sort them");
        }

        return Plain(parts.Count == 1 ? parts[0] : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1]);
    }

    /// <summary>Values come from the file: a dollar sign or braces of theirs must not act.</summary>
    internal static string Plain(string text) => text.Replace("$", "\\$", StringComparison.Ordinal).Replace("{{", "{ {",
        StringComparison.Ordinal).Replace("!`", "! `", StringComparison.Ordinal).ReplaceLineEndings(" ");

    internal static string Needs(Wish wish, TableProfile table)
    {
        var used = wish.Filters.SelectMany(filter => filter.Any.Count > 0 ? filter.Any.Select(one => one.Column) : [filter.Column,
            filter.OtherColumn ?? ""])
            .Concat(wish.Sorts.Select(sort => sort.Column))
            .Concat(wish.Columns)
            .Concat(wish.Grouping?.By ?? [])
            .Concat(wish.Grouping?.Aggregates.Select(aggregate => aggregate.Column ?? "") ?? [])
            .Where(column => column.Length > 0)
            .Distinct()
            .ToList();
        var columns = used.Count > 0 ? used : [.. table.Columns.Select(column => column.Name)];
        return columns.Count > MostColumns ? "." : $", with the columns {Plain(Say.And(columns))}.";
    }

    private static void Step(StringBuilder text, int number, string sentence, string arguments, string bind)
        => text.Append($"{number}. {sentence}\n\n   ```json\n   {arguments}\n   ```\n   -> {bind}\n\n");

    private static string Json(JsonObject value) => SkillJson.Write(value);
}
