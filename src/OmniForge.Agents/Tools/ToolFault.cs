namespace OmniForge.Agents.Tools;

/// <summary>A call that cannot be carried out; becomes the <see cref="ToolError"/> of its result in one place (<see cref="ToolCall"/>).</summary>
internal sealed class ToolFault(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;

    /// <summary>The arguments are wrong; <paramref name="path"/> names the field, for instance `where[0].column`.</summary>
    public static ToolFault Invalid(string path, string problem)
        => new(ToolErrorCode.Invalid, path.Length == 0 ? problem : $"{path}: {problem}");

    /// <summary>Throws unless the arguments are as they must be.</summary>
    public static void Require(bool holds, string path, string problem)
    {
        if (!holds)
        {
            throw Invalid(path, problem);
        }
    }
}
