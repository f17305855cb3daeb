using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Stands in for the server's side of accounts: links, what is in an account, and tools that act there.</summary>
internal sealed class AccountDesk
{
    private int _links;

    /// <summary>Integration → names of what can be chosen with numbers of things.</summary>
    public Dictionary<string, PlaceChoice[]> Places { get; } = new()
    {
        ["notion"] = [new("db-1", "Client Projects", 4), new("db-2", "Meetings", 30)],
        ["slack"] = [new("C-1", "#general", null), new("C-2", "#client-news", null)],
        ["linear"] = [new("T-1", "Engineering", null), new("T-2", "Design", null)],
        ["github"] = [new("harbor/omni-shop", "harbor/omni-shop", 12), new("harbor/site", "harbor/site", 3)],
    };

    public string? NotRegistered { get; set; }

    /// <summary>What the next look at a sign-in finds.</summary>
    public Func<string, CommandOutcome> Stand { get; set; } = connection => new SignInOpen(connection);

    public List<JsonObject> Sent { get; } = [];

    public List<JsonObject> Asked { get; } = [];

    /// <summary>There are more than the rows below.</summary>
    public bool More { get; set; }

    public JsonArray Rows { get; set; } =
    [
        Row("Website relaunch", "At risk", "2026-12-03", 46500), Row("Product video", "Done", "2026-11-06", 27500),
        Row("Search ads", "At risk", "2026-11-24", 89000), Row("Mobile app", "On track", null, 42000),
    ];

    public CommandOutcome? Answer(BuilderCommand command) => command switch
    {
        BeginSignIn begin when begin.Integration == NotRegistered => new SignInImpossible(begin.Integration, "OmniForge is not registered at Linear yet."),
        BeginSignIn begin => new SignInBegun(new(begin.Integration, begin.Connection.Length > 0 ? begin.Connection : $"c-{begin.Integration}", $"http://127.0.0.1/connect/{++_links}"), 5),
        LookAtSignIn look => Stand(look.Connection),
        ListPlaces list => new PlacesListed(new(list.Connection, list.Kind, Places[list.Integration])),
        ReadPlace read => new PlaceRead(read.Place, TableProfile.OfRecords(read.Place.Name, Records(Rows, read.Place.Integration), Options, TimeZoneInfo.Utc)),
        _ => null,
    };

    public IEnumerable<ITool> Tools()
    {
        foreach (var table in AccountTables.All)
        {
            yield return new DeskTool(table.Tool, ToolClass.Read, arguments =>
            {
                Asked.Add(arguments);
                return Records(Kept(arguments), table.Integration);
            });
        }

        foreach (var target in AccountTarget.All)
        {
            yield return new DeskTool(target.Tool, ToolClass.Write, arguments =>
            {
                Sent.Add(arguments);
                return JsonElement.Parse("""{"ts": "1"}""");
            });
        }
    }

    /// <summary>One condition is enough for these tests.</summary>
    private JsonArray Kept(JsonObject arguments)
        => (arguments["where"] as JsonArray)?.Single() is JsonObject where
            ? [.. Rows.Where(row => (string?)row![(string)where["column"]!] == (string?)where["value"]).Select(row => row!.DeepClone())]
            : Rows;

    private static JsonObject Row(string name, string status, string? deadline, int budget)
        => new() { ["Name"] = name, ["Status"] = status, ["Deadline"] = deadline, ["Budget"] = budget, ["url"] = "https://example.com/1" };

    private static JsonElement Options => JsonElement.Parse(
        """{"properties": [{"name": "Status", "options": ["Not started", "On track", "At risk", "Blocked", "Done"]}]}""");

    private JsonElement Records(JsonArray rows, string integration) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["columns"] = JsonNode.Parse(integration == "notion"
            ? """[{"name": "Name", "type": "text"}, {"name": "Status", "type": "text"}, {"name": "Deadline", "type": "date"}, {"name": "Budget", "type": "number"}, {"name": "url", "type": "url"}]"""
            : """[{"name": "title", "type": "text"}, {"name": "state", "type": "text"}, {"name": "updated", "type": "datetime"}, {"name": "url", "type": "url"}]"""),
        ["rows"] = integration == "notion" ? rows.DeepClone() : JsonNode.Parse("""[{"title": "It does not start", "state": "open", "updated": "2026-11-20T08:00:00Z", "url": "https://example.com/2"}]"""),
        ["count"] = rows.Count,
        ["truncated"] = More,
    });

    private sealed class DeskTool(string name, ToolClass kind, Func<JsonObject, JsonElement> answer) : ITool
    {
        public ToolDescriptor Descriptor { get; } = new()
        {
            Name = name,
            Title = name,
            Description = name,
            InputSchema = JsonElement.Parse("""{"type": "object"}"""),
            Class = kind,
        };

        public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
            => Task.FromResult(ToolResult.Of(answer(JsonNode.Parse(arguments.GetRawText())!.AsObject())));

        public string Predict(JsonElement arguments)
            => arguments.TryGetProperty("channel", out var channel) ? $"would post to {channel.GetString()} in Slack, {arguments.GetProperty("text").GetString()!.Length} characters" : $"would call {name}";
    }
}
