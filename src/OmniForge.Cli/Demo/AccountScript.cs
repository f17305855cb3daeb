using OmniForge.Cli.Chat;

namespace OmniForge.Cli.Demo;

/// <summary>What the person of the demo with accounts says.</summary>
internal static class AccountScript
{
    public const string Connect = "connect my Notion";
    public const string Wish = "weekly report from Notion to Slack: how many projects per status, and the total budget";
    public const string RunNow = "run it now";

    /// <summary>Channel of the stand-in that gets the message.</summary>
    public const string Channel = "projects";

    // First match wins. Words of the question, answer.
    private static readonly (string Words, string Answer)[] Topics =
    [
        ("which database", "Client Projects"),
        ("what should the agent do", Wish),
        ("link to sign in", "yes, connect it"),
        ("which channel", $"#{Channel}"),
        ("like this", "looks right"),
        ("turn it on", "yes, switch it on"),
        ("try it out", "yes, test it"),
        ("city's time", "Berlin"),
        ("time zone", "Berlin"),
        ("which day", "Mondays at 8 in the morning"),
        ("what time", "Mondays at 8 in the morning"),
        ("when should", "Mondays at 8 in the morning"),
    ];

    /// <summary>The answer; null = the demo does not know the question, which is a failure of the demo.</summary>
    public static string? Answer(TurnReport report)
    {
        if (report.Activated is not null)
        {
            return RunNow;
        }

        var text = (report.Question?.Text ?? report.Reply).ToLowerInvariant();
        return Topics.FirstOrDefault(topic => text.Contains(topic.Words, StringComparison.Ordinal)).Answer;
    }
}
