using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearListIssues
{
    public static ITool Tool(LinearNames names)
    {
        var descriptor = new ToolDescriptor
        {
            Name = "linear_list_issues",
            Title = "List Linear issues",
            Description = "Lists issues of Linear, most recently changed first. Conditions in where are those of table_query, over the columns of the result.",
            InputSchema = Arguments.Schema(
                $$$$"""
                "team": {"type": "string", "description": "Name, key or id."},
                "state": {"type": "string", "description": "Name of the state, for instance In Progress."},
                "assignee": {"type": "string", "description": "Name, mail address or id."},
                "label": {"type": "string"},
                "updated_since": {"type": "string", "description": "2026-11-23, today or -7d."},
                "where": {{{{TableQuerySchema.Input.GetProperty("properties").GetProperty("where").GetRawText()}}}},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "Default 50."}
                """),
            Class = ToolClass.Read,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var where = TableQueryArguments.Where(call.Arguments);
                var limit = call.Arguments.Number("limit", 1, 1_000) ?? 50;
                var filter = await FilterAsync(names, call, cancellationToken);
                var records = await LinearRecords.ReadAsync(
                    call, LinearDocuments.Issues, "issues", new JsonObject { ["filter"] = filter }, limit, where, cancellationToken);
                return records.Result(descriptor);
            },
            _ => "would list issues of Linear");
    }

    private static async Task<JsonObject> FilterAsync(LinearNames names, AccountCall call, CancellationToken cancellationToken)
    {
        var filter = new JsonObject();
        if (call.Arguments.OptionalText("team") is { } team)
        {
            filter["team"] = new JsonObject { ["id"] = Is("eq", await names.TeamAsync(call.Account, team, cancellationToken)) };
        }

        if (call.Arguments.OptionalText("state") is { } state)
        {
            filter["state"] = new JsonObject { ["name"] = Is("eqIgnoreCase", state.Trim()) };
        }

        if (call.Arguments.OptionalText("assignee") is { } person)
        {
            filter["assignee"] = new JsonObject { ["id"] = Is("eq", await names.PersonAsync(call.Account, person, "assignee", cancellationToken)) };
        }

        if (call.Arguments.OptionalText("label") is { } label)
        {
            filter["labels"] = new JsonObject { ["some"] = new JsonObject { ["name"] = Is("eqIgnoreCase", label.Trim()) } };
        }

        if (call.Arguments.OptionalText("updated_since") is { } since)
        {
            filter["updatedAt"] = Is("gte", Moment(call, since));
        }

        return filter;
    }

    private static JsonObject Is(string op, string value) => new() { [op] = value };

    private static string Moment(AccountCall call, string text)
    {
        var range = Operand.Time(JsonSerializer.SerializeToElement(text), DateOrder.MonthFirst, call.Now)
            ?? throw ToolFault.Invalid("updated_since", $"'{text}' is no time; write it like 2026-11-23, today or -7d");
        var wall = DateTime.SpecifyKind(range.Start, DateTimeKind.Unspecified);
        var zone = call.Context.TimeZone;
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(1)) : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
