using OmniForge.Cli.Chat;
using OmniForge.V1;

namespace OmniForge.Cli.Demo;

/// <summary>What the person of the demo says: the wish, then an answer to whatever is asked.</summary>
internal static class DemoScript
{
    public const string Wish = "every Monday at 8 read our project list, put the at-risk ones first and write me a report";
    public const string RunNow = "run it now";

    // First match wins; the more particular topic stands first. Id of the question, words of the question, answer.
    private static readonly (string Id, string[] Words, string Answer)[] Topics =
    [
        ("activate", ["switch it on", "turn it on", "switched on", "activate"], "yes, switch it on"),
        ("test", ["try it", "test", "dry run", "trial"], "yes, test it"),
        ("summary", ["look right", "looks right", "is that right", "is this right", "shall i write", "shall i build", "correct?"], "looks right"),
        ("edit", ["save", "shall i keep"], "yes"),
        ("zone", ["time zone", "which city", "where are you", "whose time", "what city"], "Berlin"),
        ("whenpart", ["morning or", "a.m.", "am or pm"], "8 in the morning"),
        ("when", ["how often", "what time", "when should"], "every Monday at 8 in the morning"),
        ("name", ["call it", "be called", "name should"], "Project report"),
        ("file", ["which file", "what file", "which table", "which list", "where is"], "projects.csv"),
        ("unclear", ["what counts as", "which column", "what do you mean"], "the status column says At risk"),
    ];

    /// <summary>The answer; null = the demo does not know the question, which is a failure of the demo.</summary>
    public static string? Answer(TurnReport report)
    {
        if (report.Activated is not null)
        {
            return RunNow;
        }

        var asked = report.Question is { } question ? question : new QuestionAsked { Text = report.Reply };
        var byId = Topics.FirstOrDefault(topic => asked.Id.Equals(topic.Id, StringComparison.OrdinalIgnoreCase));
        if (byId.Answer is not null)
        {
            return byId.Answer;
        }

        // The last sentence asks; what stands before it may mention other topics.
        var text = asked.Text.ToLowerInvariant();
        var last = text[(text.TrimEnd('?', ' ', '\n').LastIndexOfAny(['.', '!', '\n', '?']) + 1)..];
        return Of(last) ?? Of(text);
    }

    private static string? Of(string text) => Topics.FirstOrDefault(topic => topic.Words.Any(word => text.Contains(word, StringComparison.Ordinal))).Answer;
}
