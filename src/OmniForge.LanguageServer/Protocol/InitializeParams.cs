namespace OmniForge.LanguageServer.Protocol;

/// <summary>What the client can do, as far as the server asks.</summary>
internal sealed record InitializeParams(ClientCapabilities? Capabilities);

internal sealed record ClientCapabilities(GeneralClientCapabilities? General);

/// <param name="PositionEncodings">In the client's order of preference; null = utf-16 only.</param>
internal sealed record GeneralClientCapabilities(IReadOnlyList<string>? PositionEncodings);
