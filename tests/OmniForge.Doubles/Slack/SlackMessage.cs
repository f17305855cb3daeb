namespace OmniForge.Doubles.Slack;

/// <summary>A message.</summary>
public sealed class SlackMessage(string channel, string ts, string user, string text)
{
    /// <summary>The channel's id.</summary>
    public string Channel { get; } = channel;

    /// <summary>Its time, which is also its id within the channel.</summary>
    public string Ts { get; } = ts;

    public string User { get; } = user;

    public string Text { get; set; } = text;

    /// <summary>The message it answers; null for one that starts a thread or has none.</summary>
    public string? ThreadTs { get; init; }

    public bool ByBot { get; init; }

    public JsonNode? Metadata { get; set; }

    public JsonNode? Blocks { get; set; }

    public IReadOnlyList<SlackFile> Files { get; init; } = [];

    public bool Edited { get; set; }

    /// <summary>Names of emoji, by whom.</summary>
    public List<(string Name, string User)> Reactions { get; } = [];
}
