using OmniForge.Cli.Chat;

namespace OmniForge.Cli.Demo;

/// <summary>What the person of the demo says: the wish, then an answer to whatever is asked.</summary>
internal static class DemoScript
{
    public const string Wish = "every Monday at 8 read our project list, put the at-risk ones first and write me a report";
    public const string RunNow = "run it now";

    // First match wins; the more particular topic stands first. Words of the question, answer.
    private static readonly (string[] Words, string Answer)[] Topics =
    [
        (["switch it on", "turn it on", "switched on", "activate"], "yes, switch it on"),
        (["like this", "look right", "looks right", "is that right", "is this right", "shall i write", "shall i build", "shall i create"], "looks right"),
        (["try it", "test", "dry run", "trial"], "yes, test it"),
        (["time zone", "which city", "where are you", "whose time", "what city"], "Berlin"),
        (["morning or", "a.m.", "am or pm"], "8 in the morning"),
        (["how often", "what time", "when should"], "every Monday at 8 in the morning"),
        (["call it", "be called", "name should"], "Project report"),
        (["which file", "what file", "which table", "which list", "where is"], "projects.csv"),
        (["what counts as", "which column", "tells me that", "do you mean"], "the status column says At risk"),
    ];

    /// <summary>The answer; null = the demo does not know the question, which is a failure of the demo.</summary>
    public static string? Answer(TurnReport report)
    {
        if (report.Activated is not null)
        {
            return RunNow;
        }

        var text = (report.Question?.Text ?? report.Reply).ToLowerInvariant();
        return Of(Asking(text)) ?? Of(text);
    }

    /// <summary>The sentence that asks; what stands around it mentions other topics.</summary>
    private static string Asking(string text)
    {
        var end = text.LastIndexOf('?');
        return end <= 0 ? text : text[(text.LastIndexOfAny(['.', '!', '\n', '?'], end - 1) + 1)..end];
    }

    private static string? Of(string text) => Topics.FirstOrDefault(topic => topic.Words.Any(word => text.Contains(word, StringComparison.Ordinal))).Answer;
}
