namespace OmniForge.Agents.Building;

/// <summary>How a report is sent to an account.</summary>
/// <param name="Kind">Kind of what is chosen, as the integration calls it.</param>
/// <param name="Noun">What people call one.</param>
/// <param name="MostCharacters">What one message takes, with room for how the provider writes it.</param>
internal sealed record AccountTarget(string Integration, string Kind, string Noun, string Tool, int MostCharacters)
{
    public static readonly IReadOnlyList<AccountTarget> All =
    [
        new("slack", "channel", "channel", "slack_post_message", 20_000),
        new("notion", "page", "page", "notion_create_page", 100_000),
    ];

    /// <summary>Null when nothing can be sent there.</summary>
    public static AccountTarget? Of(string integration) => All.FirstOrDefault(known => known.Integration == integration);
}
