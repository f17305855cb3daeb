using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Events;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers.Events;

namespace OmniForge.Server.Conversations;

/// <summary>What stands in for an event when an agent is tried: the newest thing of its kind, or a made-up one where nothing may be listed.</summary>
internal sealed class EventSamples(AccountReads reads, Providers providers, TimeProvider clock)
{
    /// <summary>Null = the wish waits for nothing. Throws when there is nothing to try it with.</summary>
    public async Task<EventSample?> OfAsync(Caller caller, BuilderState state, CancellationToken cancellationToken)
    {
        var wish = state.Wish;
        if (EventPlan.Of(wish) is not { } plan || EventKind.Of(plan.Type) is not { } kind)
        {
            return null;
        }

        if (kind.ReadTool.Length == 0 || kind.Table is not { } table)
        {
            return kind.Integration.Length == 0
                ? new(Input(kind, "", "", new JsonObject { ["test"] = true }), "a made-up call")
                : new(Input(kind, $"{plan.Place}/0", "", new JsonObject { ["text"] = "This is a test.", ["user"] = "somebody", ["ts"] = "0" }), "a made-up message");
        }

        CallerInterceptor.Demand(caller, "connections.read");
        var (rows, fits) = (await ListAsync(caller, plan, table.Tool, EventPlan.Listing(state.Wish, state.Tables, ListedThings.Fitting)!, cancellationToken), true);
        if (rows.Count == 0 && wish.Filters.Count > 0)
        {
            (rows, fits) = (await ListAsync(caller, plan, table.Tool, EventPlan.Listing(wish, state.Tables, ListedThings.All)!, cancellationToken), false);
        }

        if (rows.Count == 0)
        {
            throw DomainException.Status("SAMPLE_MISSING", $"There is no {kind.Thing} in \"{wish.From!.Name}\" yet that it could be tried with. Add one there, or skip the test.");
        }

        var taken = table.Sorts ? rows[^1] : rows[0];
        var words = $"the newest {kind.Thing}{(wish.Filters.Count > 0 && fits && table.Filters ? " that fits" : "")}{Named(kind, taken, wish.From!)}{(fits ? "" : ", because none fits,")}";
        return new(Input(kind, Resource(kind, plan, taken), Text(taken, "url"), null), words);
    }

    private async Task<List<JsonElement>> ListAsync(Caller caller, EventPlan plan, string tool, JsonObject asked, CancellationToken cancellationToken)
        => [.. (await reads.ReadAsync(caller, plan.Connection, tool, JsonSerializer.SerializeToElement(asked), TimeZoneInfo.Utc, cancellationToken)).GetProperty("rows").EnumerateArray()];

    private JsonObject Input(EventKind kind, string id, string url, JsonObject? data)
    {
        var at = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var input = new JsonObject
        {
            ["event"] = kind.Type,
            ["account"] = "",
            ["resource"] = EventResource.Of(kind.Thing.Replace(' ', '_'), id, url),
            ["actor"] = "",
            ["at"] = at,
            ["changed"] = new JsonArray(),
        };
        if (data is not null)
        {
            input["data"] = data;
        }

        return input;
    }

    private static string Resource(EventKind kind, EventPlan plan, JsonElement row)
        => kind.Integration == "github" ? $"{plan.Place}#{Text(row, "number")}" : Text(row, "id") is { Length: > 0 } id ? id : Text(row, "url");

    private string Named(EventKind kind, JsonElement row, AccountPlace place)
    {
        var title = Text(row, kind.Title) is { Length: > 0 } said ? said
            : row.EnumerateObject().Where(cell => cell.Name is not ("id" or "url") && cell.Value.ValueKind == JsonValueKind.String).Select(cell => cell.Value.GetString()!).FirstOrDefault() ?? "";
        return $"{(title.Length > 0 ? $" \"{title.Replace('"', '\'')}\"" : "")} of \"{place.Name}\" in {providers.Get(place.Integration).Descriptor.DisplayName}";
    }

    private static string Text(JsonElement row, string field)
        => row.TryGetProperty(field, out var cell) ? cell.ValueKind == JsonValueKind.String ? cell.GetString()! : cell.ValueKind == JsonValueKind.Null ? "" : cell.ToString() : "";
}

/// <param name="Input">What the execution gets.</param>
/// <param name="Words">Plain words for what it is.</param>
internal sealed record EventSample(JsonObject Input, string Words);
