namespace OmniForge.LanguageServer.Protocol;

/// <summary>A request that cannot be answered; code and message go to the client.</summary>
/// <param name="code">One of the codes below.</param>
/// <param name="message">A plain sentence.</param>
/// <param name="reason">A stable word for programs; null = none.</param>
internal sealed class LspException(int code, string message, string? reason = null) : Exception(message)
{
    public const int ServerNotInitialized = -32002;
    public const int InvalidRequest = -32600;

    /// <summary>The request was fine and could not be carried out.</summary>
    public const int RequestFailed = -32803;

    public int Code { get; } = code;

    public string? Reason { get; } = reason;
}
