namespace OmniForge.Doubles.Slack;

/// <summary>A channel.</summary>
public sealed class SlackChannel(string id, string name, bool isPrivate)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public bool IsPrivate { get; } = isPrivate;

    public string Topic { get; set; } = "";

    /// <summary>Whether the bot was invited.</summary>
    public bool BotIsMember { get; set; }

    public bool IsArchived { get; set; }

    internal List<SlackMessage> Messages { get; } = [];
}
