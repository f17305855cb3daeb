namespace OmniForge.LanguageServer.Protocol;

internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>Only what the server really does.</summary>
internal sealed record ServerCapabilities(string PositionEncoding, TextDocumentSyncOptions TextDocumentSync);

/// <param name="OpenClose">Whether the server wants to hear of opening and closing.</param>
/// <param name="Change">0 = nothing, 1 = whole texts, 2 = edits.</param>
internal sealed record TextDocumentSyncOptions(bool OpenClose, int Change);

internal sealed record ServerInfo(string Name, string Version);
