using OmniForge.Agents.Scheduling.Phrases;

namespace OmniForge.Agents.Scheduling;

/// <summary>Time zones by id and by the words of people.</summary>
public static class TimeZones
{
    /// <summary>Finds a zone by IANA id, `UTC` or `Etc/GMT…`; never throws.</summary>
    public static bool TryFind(string ianaId, out TimeZoneInfo? zone)
    {
        zone = null;
        return !string.IsNullOrWhiteSpace(ianaId) && TimeZoneInfo.TryFindSystemTimeZoneById(ianaId.Trim(), out zone) && zone.HasIanaId;
    }

    /// <summary>Reads "Lisbon", "New York time", "Eastern" or "UTC+3"; an unknown or many-zone place leads to a question.</summary>
    public static ZoneReading Read(string words)
    {
        var id = words.Trim();
        if ((id.Contains('/', StringComparison.Ordinal) || id == "UTC") && TryFind(id, out _))
        {
            return new(id, null);
        }

        var tokens = Tokenizer.Split(words);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Zones.Match(tokens, at, ZoneReach.Alone) is { } item)
            {
                return item.Id is null ? new(null, ZoneQuestions.Which(item.Words)) : new(item.Id, null);
            }
        }

        return new(null, ZoneQuestions.Which(id));
    }
}
