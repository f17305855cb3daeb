namespace OmniForge.LanguageServer.Protocol;

/// <param name="Type">1 = error, 2 = warning, 3 = information, 4 = log.</param>
internal sealed record LogMessageParams(int Type, string Message);

/// <summary>How much a message matters, in the protocol's numbers.</summary>
internal enum MessageKind
{
    Error = 1,
    Warning = 2,
    Information = 3,
}
