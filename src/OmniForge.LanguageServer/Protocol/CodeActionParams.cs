namespace OmniForge.LanguageServer.Protocol;

internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, TextRange Range, CodeActionContext? Context);

/// <param name="Only">Kinds the client wants; null = all.</param>
internal sealed record CodeActionContext(IReadOnlyList<string>? Only);
