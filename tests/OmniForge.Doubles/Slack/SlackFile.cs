namespace OmniForge.Doubles.Slack;

/// <summary>A file that came in through the upload flow.</summary>
public sealed class SlackFile(string id, string name, int length)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>As announced, in bytes.</summary>
    public int Length { get; } = length;

    public string Title { get; set; } = name;

    /// <summary>Null until it was uploaded.</summary>
    public byte[]? Content { get; set; }

    public bool Completed { get; set; }
}
