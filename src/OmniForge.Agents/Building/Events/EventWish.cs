using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Events;

/// <summary>What starts an agent instead of a time. Its place is the place that the wish reads.</summary>
public sealed record EventWish
{
    /// <summary>As triggers name it.</summary>
    public string Type { get; init; } = "";
    public EventNotice Notice { get; init; }

    /// <summary>Minutes between two looks; 0 = it is told.</summary>
    public int EveryMinutes { get; init; }

    [JsonIgnore]
    internal EventKind? Kind => EventKind.Of(Type);
}

/// <summary>How this server notices something.</summary>
public enum EventNotice
{
    /// <summary>It looks from time to time.</summary>
    Looked,

    /// <summary>The other side tells it at once.</summary>
    Told,

    /// <summary>The other side will tell it once somebody has entered an address there.</summary>
    ToldOnceEntered,
}

/// <summary>Something this server can notice.</summary>
/// <param name="Type">As triggers name it.</param>
/// <param name="EveryMinutes">Minutes between two looks; 0 = it is told.</param>
public sealed record KnownEvent(string Type, EventNotice Notice, int EveryMinutes);

/// <summary>What has to be waited for, for whoever waits.</summary>
/// <param name="Connection">Id of the account it happens in; empty = a system of one's own.</param>
/// <param name="Place">The provider's key of what it happens in; empty = anywhere.</param>
public sealed record EventPlan(string Type, string Integration, string Connection, string Place, EventNotice Notice, int EveryMinutes)
{
    private const int MostListed = 20;

    /// <summary>Whose doing counts. What the agent's own account does is left out where the agent writes to the same service, so that it never starts itself.</summary>
    public EventCauses Causes { get; init; }

    /// <summary>Null when the wish waits for nothing.</summary>
    public static EventPlan? Of(Wish wish) => wish.When?.Event is { Kind: { } kind } happens && wish.From is { } from
        ? new(kind.Type, kind.Integration, kind.Integration.Length == 0 ? "" : from.Connection, kind.Integration.Length == 0 ? "" : from.Id, happens.Notice, happens.EveryMinutes)
        {
            Causes = wish.Deliveries.Any(way => way.To?.Integration == kind.Integration) ? EventCauses.Others : EventCauses.Everybody,
        }
        : null;

    /// <summary>Arguments that list what could have started the wish; with its conditions where the provider tests them. Null = nothing can be listed.</summary>
    /// <param name="tables">Tables that are known, the wish's own among them.</param>
    public static JsonObject? Listing(Wish wish, IReadOnlyList<TableProfile> tables, ListedThings which)
    {
        if (wish.When?.Event?.Kind is not { Table: { } list, ReadTool.Length: > 0 } || wish.From is not { } from)
        {
            return null;
        }

        // Rows of Notion come oldest first, so that the newest is behind all others.
        var asked = list.Sample(from.Id, list.Sorts ? list.MostRows : MostListed);
        if (which == ListedThings.Fitting && list.Filters && tables.FirstOrDefault(known => known.File == wish.File) is { } table
            && QueryArguments.Of(new Wish { Sources = [new() { File = wish.File, Filters = wish.Filters }] }, table)["where"] is { } where)
        {
            asked["where"] = where.DeepClone();
        }

        return asked;
    }
}

/// <summary>What of a place is listed.</summary>
public enum ListedThings
{
    All,

    /// <summary>What meets the conditions of the wish.</summary>
    Fitting,
}

public enum EventCauses
{
    Everybody,

    /// <summary>Everybody but the connected account.</summary>
    Others,
}
