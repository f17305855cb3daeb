namespace OmniForge.Agents.Tools.Tables;

/// <summary>A file that cannot be read as a table; the message is one plain sentence that says what to do.</summary>
public sealed class TableUnreadableException(ToolErrorCode code, string message) : Exception(message)
{
    public ToolErrorCode Code { get; } = code;
}
