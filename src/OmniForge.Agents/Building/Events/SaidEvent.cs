namespace OmniForge.Agents.Building.Events;

/// <summary>"whenever a page is added to Meetings", as it was said.</summary>
/// <param name="Type">As triggers name it; null = nothing tells of it, or the service has to be asked for.</param>
/// <param name="Services">Integrations that may be meant; one = sure, none = unknown or a system of one's own.</param>
/// <param name="Thing">What it is about, in the person's words or ours.</param>
/// <param name="Place">Name of the database, team, repository or channel; empty = not said.</param>
/// <param name="Words">The clause as it was said.</param>
public sealed record SaidEvent(string? Type, IReadOnlyList<string> Services, string Thing, string Place, string Words)
{
    internal EventVerb Verb { get; init; }

    /// <summary>What of this kind the service can tell; null = nothing.</summary>
    internal EventKind? In(string service) => EventKind.All.FirstOrDefault(kind => kind.Integration == service && kind.Thing == Thing && kind.Verb == Verb);
}
