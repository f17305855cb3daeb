namespace OmniForge.LanguageServer.Protocol;

internal sealed record Location(string Uri, TextRange Range);

internal sealed record DocumentLink(TextRange Range, string? Target, string? Tooltip);

internal sealed record DocumentHighlight(TextRange Range, int Kind);

internal sealed record WorkspaceSymbol(string Name, int Kind, Location Location, string? ContainerName);

internal sealed record PrepareRenameResult(TextRange Range, string Placeholder);
