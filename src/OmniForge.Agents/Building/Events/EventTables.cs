using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Events;

/// <summary>Which list stands behind a place that is read: that of its service, or of the things an event is about.</summary>
internal static class EventTables
{
    /// <summary>Null when rows cannot be read from there.</summary>
    public static AccountTables? Of(Wish wish, AccountPlace place)
        => wish.When?.Event?.Kind is { } kind && wish.From?.Integration == place.Integration ? kind.Table : AccountTables.Of(place.Integration);

    /// <summary>What is known without reading anything, where the event itself says all; null = it must be read.</summary>
    public static TableProfile? Told(Wish wish) => wish.When?.Event?.Kind is { ReadTool.Length: 0, Integration.Length: > 0 } && wish.From is { } from
        ? new(from.Name, 1, [.. new[] { "text", "user" }.Select(name => new ColumnProfile(name, ColumnType.Text, 0, [], null, null))], [])
        : null;

    /// <summary>What is known of calls of a system of one's own: nothing but that there are some.</summary>
    public static TableProfile OfOwn(string system) => new(system, 1, [], []);
}
