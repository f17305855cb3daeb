using System.Collections.Frozen;

namespace OmniForge.Agents.Scheduling;

/// <summary>Place names, adjectives and abbreviations by the zone they mean; lower case, words parted by one blank.</summary>
internal static class ZonePlaces
{
    /// <summary>Stands for a known name that leaves the zone open.</summary>
    public const string Open = "";

    private static readonly Dictionary<string, string> Abbreviations = new()
    {
        ["et"] = "America/New_York",
        ["est"] = "America/New_York",
        ["edt"] = "America/New_York",
        ["eastern"] = "America/New_York",
        ["ct"] = "America/Chicago",
        ["cdt"] = "America/Chicago",
        ["central"] = "America/Chicago",
        ["mt"] = "America/Denver",
        ["mst"] = "America/Denver",
        ["mdt"] = "America/Denver",
        ["mountain"] = "America/Denver",
        ["pt"] = "America/Los_Angeles",
        ["pst"] = "America/Los_Angeles",
        ["pdt"] = "America/Los_Angeles",
        ["pacific"] = "America/Los_Angeles",
        ["akst"] = "America/Anchorage",
        ["akdt"] = "America/Anchorage",
        ["hst"] = "Pacific/Honolulu",
        ["utc"] = "UTC",
        ["gmt"] = "UTC",
        ["zulu"] = "UTC",
        ["wet"] = "Europe/Lisbon",
        ["west"] = "Europe/Lisbon",
        ["cet"] = "Europe/Brussels",
        ["cest"] = "Europe/Brussels",
        ["central european"] = "Europe/Brussels",
        ["eet"] = "Europe/Athens",
        ["eest"] = "Europe/Athens",
        ["eastern european"] = "Europe/Athens",
        ["western european"] = "Europe/Lisbon",
        ["jst"] = "Asia/Tokyo",
        ["kst"] = "Asia/Seoul",
        ["hkt"] = "Asia/Hong_Kong",
        ["sgt"] = "Asia/Singapore",
        ["awst"] = "Australia/Perth",
        ["nzst"] = "Pacific/Auckland",
        ["nzdt"] = "Pacific/Auckland",
        ["msk"] = "Europe/Moscow",
        ["sast"] = "Africa/Johannesburg",
    };

    private static readonly FrozenDictionary<string, string> Names = Load();

    /// <summary>Words in the longest known name.</summary>
    public static int LongestName { get; } = Names.Keys.Max(name => name.Count(letter => letter == ' ') + 1);

    /// <summary>The zone of a name; <see cref="Open"/> when the name is known but leaves the zone open; null when it is unknown.</summary>
    public static string? Find(string name) => Names.GetValueOrDefault(name);

    /// <summary>The one long name that differs by a slip of the pen; null when there is none or more than one.</summary>
    public static string? FindMisspelt(string name)
    {
        if (name.Length < 5)
        {
            return null;
        }

        var near = Names.Keys.Where(known => known.Length >= 6 && EditDistance.Within(name, known, name.Length >= 10 ? 2 : 1)).ToList();
        return near.Select(known => Names[known]).Distinct().Count() == 1 ? Names[near[0]] : null;
    }

    /// <summary>"America/New_York" to "New York".</summary>
    public static string CityOf(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static FrozenDictionary<string, string> Load()
    {
        var names = new Dictionary<string, string>(Abbreviations);
        foreach (var (region, cities) in Pairs(ZoneCities.Database, '\n', ": "))
        {
            foreach (var city in cities.Split(' '))
            {
                names[Plain(CityOf(city))] = region + "/" + city;
            }
        }

        foreach (var (id, cities) in Pairs(ZoneCities.Further, '\n', ": "))
        {
            foreach (var city in cities.Split(';', StringSplitOptions.TrimEntries))
            {
                names[Plain(city)] = id;
            }
        }

        foreach (var (country, id) in Pairs(ZoneCountries.OneZone, ';', "="))
        {
            names[Plain(country)] = id;
        }

        foreach (var name in ZoneCountries.ManyZones.ReplaceLineEndings(" ").Split(';', StringSplitOptions.TrimEntries))
        {
            names[Plain(name)] = Open;
        }

        foreach (var (adjective, country) in Pairs(ZoneCountries.Adjectives, ';', "="))
        {
            names[Plain(adjective)] = names[Plain(country)];
        }

        return names.ToFrozenDictionary();
    }

    private static IEnumerable<(string Left, string Right)> Pairs(string table, char end, string middle)
        => from row in table.Split(end, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let parts = row.Split(middle)
           select (parts[0], parts[1]);

    private static string Plain(string name) => name.Replace('-', ' ').ToLowerInvariant();
}
