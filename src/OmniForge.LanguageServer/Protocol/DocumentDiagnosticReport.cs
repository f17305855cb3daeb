namespace OmniForge.LanguageServer.Protocol;

/// <param name="Kind">"full", or "unchanged" since the result with the same id.</param>
internal sealed record DocumentDiagnosticReport(string Kind, string? ResultId, IReadOnlyList<Diagnostic>? Items);

internal sealed record WorkspaceDiagnosticReport(IReadOnlyList<WorkspaceDocumentDiagnosticReport> Items);

internal sealed record WorkspaceDocumentDiagnosticReport(
    string Uri,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version,
    string Kind,
    string? ResultId,
    IReadOnlyList<Diagnostic>? Items);
