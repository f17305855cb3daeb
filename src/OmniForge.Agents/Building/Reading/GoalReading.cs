using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Whether a message names a job at all, and in which words.</summary>
internal static class GoalReading
{
    private const int Longest = 200;

    private static readonly Regex Work = new(
        "\\b(?:reports?|lists?|summar(?:y|ies|i[sz]e[sd]?)|overview|digest|show|tell|check(?:s|ing)?|read(?:s|ing)?|writ(?:e|es|ing)|send|"
            + "watch(?:es|ing)?|find|count(?:s|ing)?|remind(?:er)?|monitor|track(?:s|ing)?|"
        + "collect|compare|compil(?:e|es|ing)|filter|sort|rank|analy[sz]e|extract|prepare|generate|create|make|build|give|get|fetch|pull|"
            + "calculate|compute|add up|look (?:at|through|over|for)|keep (?:an eye|track)|"
        + "warn|notify|alert|inform|export|convert|group|pick|select|copy|copying|update|post|publish|email|table|which|who|what|how many|"
            + "automate|help me with|need|want|export)\\b",
        RegexOptions.CultureInvariant);

    /// <param name="named">True when the words already named a file, a service, a time or a condition.</param>
    public static string? Find(string text, IReadOnlyList<Word> words, bool named)
    {
        var said = Words.Join(words).ToLowerInvariant();
        if (words.Count(word => word.Kind != WordKind.Mark) < 2 || (!named && !Work.IsMatch(said)) || !said.Any(char.IsLetter))
        {
            return null;
        }

        var goal = text.Trim().ReplaceLineEndings(" ");
        return goal.Length <= Longest ? goal : goal[..goal.LastIndexOf(' ', Longest)] + " …";
    }
}
