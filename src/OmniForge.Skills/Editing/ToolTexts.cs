namespace OmniForge.Skills.Editing;

/// <summary>What is said of a live tool.</summary>
internal static class ToolTexts
{
    /// <summary>Whose it is and what a call changes; null when neither is known.</summary>
    public static string? Detail(LiveTool tool) => (tool.Source, tool.Effect) switch
    {
        (null, null) => tool.Title,
        (null, var effect) => effect,
        (var source, null) => source,
        var (source, effect) => $"{source}, {effect}",
    };

    /// <summary>Title and description as Markdown; null when neither is known.</summary>
    public static string? Documentation(LiveTool tool) => (tool.Title, tool.Description) switch
    {
        (null, null) => null,
        (var title, null) => title,
        (null, var description) => description,
        var (title, description) => $"**{title}**\n\n{description}",
    };
}
