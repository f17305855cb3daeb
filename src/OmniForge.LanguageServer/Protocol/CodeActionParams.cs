namespace OmniForge.LanguageServer.Protocol;

internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, TextRange Range, CodeActionContext? Context);

/// <param name="Only">Kinds the client wants; null = all.</param>
/// <param name="TriggerKind">1 = a person asked, 2 = the cursor moved; null = not known.</param>
internal sealed record CodeActionContext(IReadOnlyList<string>? Only, int? TriggerKind);
