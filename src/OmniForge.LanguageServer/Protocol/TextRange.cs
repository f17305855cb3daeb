namespace OmniForge.LanguageServer.Protocol;

/// <summary>From a position up to, not including, another one. LSP calls it Range.</summary>
internal sealed record TextRange(Position Start, Position End);

/// <summary>A 0-based line and a 0-based column in units of the negotiated encoding.</summary>
internal sealed record Position(int Line, int Character);
