using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion.Tools;

/// <summary>
/// Adds a page or a row. Notion takes no key of ours, so whether it was made is told by a page with this title that we made there since
/// the run began; two of them tell nothing.
/// </summary>
internal static class NotionCreatePage
{
    public static ITool Tool(NotionNames names) => new ProbedAccountTool(
        new()
        {
            Name = "notion_create_page",
            Title = "Create a Notion page",
            Description = "Adds a row to a Notion database, or a page below a page. Properties are checked against the columns first.",
            InputSchema = Arguments.Schema(
                """
                "parent": {"type": "string", "minLength": 1, "description": "Name, address or id of the database or page it goes into."},
                "parent_name": {"type": "string", "maxLength": 200, "description": "What people call it, when parent is an id; only shown."},
                "title": {"type": "string", "minLength": 1, "maxLength": 2000},
                "properties": {"type": "object", "description": "Values by column name: text, number, true/false, a list, or for dates 2026-11-23. Only for rows."},
                "markdown": {"type": "string", "maxLength": 400000, "description": "The text of the page."}
                """,
                "parent", "title"),
            Class = ToolClass.Write,
            Repeat = ToolRepeat.Probe,
            Integration = NotionIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        },
        (call, cancellationToken) => CreateAsync(names, call, cancellationToken),
        (call, cancellationToken) => ProbeAsync(names, call, cancellationToken),
        arguments => $"would add the page {Arguments.Quoted(arguments, "title")} to {Arguments.Quoted(arguments, Arguments.Text(arguments, "parent_name").Length > 0 ? "parent_name" : "parent")} in Notion"
            + (Arguments.Length(arguments, "markdown") is > 0 and var length ? string.Create(CultureInfo.InvariantCulture, $", {length} characters of text") : ""));

    private static async Task<ToolResult> CreateAsync(NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (place, title) = (call.Arguments.Text("parent"), call.Arguments.Text("title"));
        var parent = await names.ParentAsync(call.Account, place, cancellationToken);
        var given = call.Arguments.Find("properties");
        var properties = new JsonObject();
        if (parent.Source is { } source)
        {
            properties = given is { } values ? await new NotionProperties(names, call.Account).WriteAsync(source, values, cancellationToken) : properties;
            properties[source.TitleColumn.Name] = new JsonObject { ["title"] = NotionText.Runs(title) };
        }
        else
        {
            ToolFault.Require(given is not { ValueKind: JsonValueKind.Object } some || !some.EnumerateObject().Any(), "properties", "only a row of a database has properties");
            properties["title"] = new JsonObject { ["title"] = NotionText.Runs(title) };
        }

        var body = new JsonObject
        {
            ["parent"] = parent.SourceId is { } sourceId
                ? new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = sourceId }
                : new JsonObject { ["type"] = "page_id", ["page_id"] = parent.PageId },
            ["properties"] = properties,
        };
        if (call.Arguments.OptionalText("markdown") is { Length: > 0 } markdown)
        {
            body["markdown"] = markdown;
        }

        return Made(await NotionApi.ChangeAsync(
            call.Account, HttpMethod.Post, "pages", body, AccountRepeat.Doubles, $"the new page in '{place}'", cancellationToken));
    }

    private static async Task<ToolResult?> ProbeAsync(NotionNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var (place, title) = (call.Arguments.Text("parent"), call.Arguments.Text("title"));
        var parent = await names.ParentAsync(call.Account, place, cancellationToken);
        var us = await NotionIntegration.ActorAsync(call.Account, cancellationToken);
        var candidates = parent.Source is { } source
            ? await RowsAsync(call, source, title, cancellationToken)
            : [.. (await NotionNames.SearchAsync(call.Account, title, "page", 500, cancellationToken)).Where(page => page.Find("parent.page_id").AsText() == parent.PageId)];
        var made = candidates.Where(page => NotionText.Title(page) == title && page.Find("created_by.id").AsText() == us && NotionTimes.IsSince(page, "created_time", call.Context.Now)).ToList();
        return made.Count switch
        {
            0 => null,
            1 => Made(made[0]),
            _ => throw new ToolFault(ToolErrorCode.InDoubt, $"There are {made.Count} new pages called '{title}', so nobody can tell whether this one was made."),
        };
    }

    private static async Task<IReadOnlyList<JsonElement>> RowsAsync(AccountCall call, NotionSource source, string title, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        await new NotionRows(call.Account, source).ReadAsync(
            NotionTimes.Since("created_time", call.Context.Now),
            [],
            () => NotionApi.MostPerPage,
            page =>
            {
                found.AddRange(page.Where(row => NotionText.Title(row) == title));
                return true;
            },
            cancellationToken);
        return found;
    }

    private static ToolResult Made(JsonElement page) => ToolResult.Of(ToolCall.Value(json =>
    {
        json.WriteString("id", page.Find("id").AsText());
        json.WriteString("url", page.Find("url").AsText());
    }));
}
