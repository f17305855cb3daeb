using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Tests.Running;

/// <summary>What stands in the data blocks of what a model is sent, as a model that reads well finds it.</summary>
internal static class SeenData
{
    /// <summary>The text between the first data line and the line that ends it.</summary>
    public static string Inside(string text)
    {
        var lines = text.Split('\n').ToList();
        var open = lines.FindIndex(line => line.StartsWith("<data ", StringComparison.Ordinal));
        return string.Join('\n', lines[(open + 1)..lines.IndexOf($"</{lines[open][1..]}")]);
    }

    public static string Inside(this FunctionResultContent result) => Inside((string)result.Result!);
}
