using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record DocumentDiagnosticParams(TextDocumentIdentifier TextDocument, string? PreviousResultId);

internal sealed record WorkspaceDiagnosticParams(
    IReadOnlyList<PreviousResultId>? PreviousResultIds, JsonElement? PartialResultToken, JsonElement? WorkDoneToken);

internal sealed record PreviousResultId(string Uri, string Value);
