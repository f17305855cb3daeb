namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>A zone as people call it: "New York time", "UTC+3".</summary>
internal static class ZoneWords
{
    public static string Say(string id) => ZoneOffsets.Say(id) ?? ZonePlaces.CityOf(id) + " time";
}
