namespace OmniForge.Agents.Tools;

/// <summary>A call that cannot be carried out; becomes the <see cref="ToolError"/> of its result in one place (<see cref="ToolCall"/>).</summary>
internal sealed class ToolFault(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;

    /// <summary>The arguments are wrong; <paramref name="path"/> names the field, for instance `where[0].column`.</summary>
    public static ToolFault Invalid(string path, string problem)
        => new(ToolErrorCode.Invalid, path.Length == 0 ? problem : $"{path}: {problem}");
}
