using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Events;

/// <summary>What an agent waits for, in plain words.</summary>
internal static class EventWords
{
    /// <summary>"whenever a page is added to "Meetings" in Notion; I look every 5 minutes".</summary>
    public static string Sentence(EventWish happens, AccountPlace? place)
    {
        var kind = happens.Kind!;
        if (kind.Integration.Length == 0)
        {
            return $"whenever {Say.Quote(place?.Name is { Length: > 0 } system ? system : "your system")} calls";
        }

        var where = place?.Name is { Length: > 0 } name ? $"{Say.Quote(name)} in {ServiceNames.Title(kind.Integration)}" : ServiceNames.Title(kind.Integration);
        return $"whenever {A(kind.Thing)} {kind.Happens} {where}; {Delay(happens, kind)}";
    }

    /// <summary>"each new page of "Meetings" in Notion, account "Harbor Studio"".</summary>
    public static string Source(EventKind kind, AccountPlace place)
        => kind.Integration.Length == 0 ? PlaceWords.Source(place, null)
            : $"{kind.Verb switch { EventVerb.Made => "each new", EventVerb.Merged => "each merged", EventVerb.Mentioned => "each", _ => "each changed" }} {kind.Thing} of {Say.Quote(place.Name)} in {ServiceNames.Title(place.Integration)}"
                + (place.Account.Length > 0 ? $", account {Say.Quote(place.Account)}" : "");

    /// <summary>What can be noticed of a service at all.</summary>
    public static string Noticed(BuilderWorld world, string service)
        => Say.And(EventKind.All.Where(kind => kind.Integration == service && world.Events.Any(known => known.Type == kind.Type))
            .Select(kind => $"that {A(kind.Thing)} {kind.Happens[..kind.Happens.LastIndexOf(' ')]}").Distinct());

    /// <summary>Services of which something can be noticed, with an example each.</summary>
    public static IReadOnlyList<string> Examples(BuilderWorld world)
        => [.. EventKind.All.Where(kind => kind.Integration.Length > 0 && world.Events.Any(known => known.Type == kind.Type)).DistinctBy(kind => kind.Integration)
            .Select(kind => $"whenever {A(kind.Thing)} {kind.Happens} {Somewhere(kind)}")];

    /// <summary>What has to be done before anything is told; empty = nothing.</summary>
    public static string NextStep(EventWish happens, AccountPlace? place)
        => happens.Notice != EventNotice.ToldOnceEntered ? ""
            : $"Nobody tells OmniForge of it yet. Next step: on the computer of OmniForge, \"omniforge triggers list\" shows the address to enter in "
                + $"{(happens.Kind!.Integration.Length == 0 ? Say.Quote(place?.Name ?? "your system") : ServiceNames.Title(happens.Kind.Integration))}.";

    private static string Delay(EventWish happens, EventKind kind) => happens.Notice switch
    {
        EventNotice.Looked => $"I look every {(happens.EveryMinutes == 1 ? "minute" : Say.Count(happens.EveryMinutes, "minute"))}",
        EventNotice.Told => "I hear of it within seconds",
        _ => $"I hear of it within seconds, once an address was entered in {ServiceNames.Title(kind.Integration)}",
    };

    private static string Somewhere(EventKind kind) => kind.Table is { } table ? $"a {table.Noun} in {ServiceNames.Title(kind.Integration)}" : ServiceNames.Title(kind.Integration);

    public static string A(string thing) => $"{(thing[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a")} {thing}";
}
