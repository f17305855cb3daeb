using System.Collections.Frozen;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Languages;

/// <summary>
/// The suggested answers that are the builder's own words. Only these are said in another language: they hold nothing of anybody's data,
/// so what stands in a table or page cannot change what an answer means.
/// </summary>
public static class OfferedAnswers
{
    internal static readonly IReadOnlyList<string> All =
    [
        "Yes", "Yes, create it", "Yes, test it", "Yes, turn it on", "Yes, save it", "Yes, start over", "Yes, delete it", "Yes, archive it", "No", "No, carry on",
        "No, keep it", "Not now", "Not yet", "Keep it", "Keep it as it is", "Leave it as it was", "Nothing, keep it", "Change something", "Continue", "Cancel",
        "Start over", "Undo", "Resume", "Run it now", "Pause it", "Test it", "Skip the test", "Try again", "New link", "What will it do?", "What changed?",
        "What changed lately?", "When does it run?", "Which agents do I have?", "Only when I ask", "Bring it back", "The time", "The rows", "The columns",
    ];

    private static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);

    internal static bool Has(string action) => Known.Contains(action);

    /// <summary>
    /// What a message means that is a suggested answer as it was said to the person; else the message itself. A yes counts only where the
    /// words themselves begin with a yes of some language.
    /// </summary>
    public static string Meant(string message, BuilderState state)
    {
        var said = Bare(message);
        var action = state.SaidAs?.FirstOrDefault(pair => Bare(pair.Value) == said).Key;
        return action is not null && (!action.StartsWith("Yes", StringComparison.Ordinal) || ForeignYes.Begins(message)) ? action : message;
    }

    private static string Bare(string text) => text.Trim().Trim('.', '!', '。', '！', '"').ToLowerInvariant();
}
