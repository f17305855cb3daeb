namespace OmniForge.LanguageServer.Protocol;

/// <summary>A request that the protocol does not allow now; code and message go to the client.</summary>
internal sealed class LspException(int code, string message) : Exception(message)
{
    public const int ServerNotInitialized = -32002;
    public const int InvalidRequest = -32600;

    public int Code { get; } = code;
}
