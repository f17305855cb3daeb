using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Tells something that happens ("is opened", "comes in") from something that is so ("is critical").</summary>
internal static partial class EventWords
{
    public static bool Happens(string text) => Happening().IsMatch(text);

    [GeneratedRegex(@"^[^,.;]*?\b(is|are|gets?|was|has been|have been|somebody|someone|anybody|anyone)\s+\w*(added|created|opened|closed|merged|changed|updated|uploaded|posted|published|assigned|deleted|removed|moved|edited|commented)\b|^[^,.;]*?\b(somebody|someone|anybody|anyone)\s+(adds?|creates?|opens?|closes?|merges?|changes?|uploads?|posts?|comments?)\b|^[^,.;]*?\b(arrives?|comes in|come in|appears?|shows up|show up|happens?|changes|fails?|lands)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Happening();
}
