namespace OmniForge.LanguageServer.Protocol;

/// <param name="Uri">The document as the client named it.</param>
/// <param name="Version">The version that was read; null = the document is closed.</param>
/// <param name="Diagnostics">All findings; they replace all earlier ones.</param>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, IReadOnlyList<Diagnostic> Diagnostics);

/// <param name="Range">Where.</param>
/// <param name="Severity">1 = error, 2 = warning, 3 = information, 4 = hint.</param>
/// <param name="Code">Stable for ever.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Message">For people.</param>
internal sealed record Diagnostic(TextRange Range, int Severity, string Code, string Source, string Message);
