using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer.Features.Diagnostics;

/// <summary>Answers clients that ask what is wrong: with one open skill, or with every skill of the workspace.</summary>
internal sealed class DiagnosticsPull(OpenDocuments documents, WorkspaceSkills workspace, SkillFindings findings)
{
    public DocumentDiagnosticReport Of(DocumentDiagnosticParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return new("full", null, []);
        }

        var id = ResultId(document);
        return id == asked.PreviousResultId ? new("unchanged", id, null) : new("full", id, findings.Shown(document));
    }

    /// <summary>Every skill of the workspace; open ones as they stand in the editor. Leaves the connection's context: it may take a second.</summary>
    public async Task<WorkspaceDiagnosticReport> OfWorkspaceAsync(WorkspaceDiagnosticParams asked, CancellationToken cancellationToken)
    {
        var open = documents.ByUri();
        var known = (asked.PreviousResultIds ?? []).DistinctBy(id => id.Uri).ToDictionary(id => id.Uri, id => id.Value, StringComparer.Ordinal);
        var reports = await workspace.EachAsync(
            open,
            document =>
            {
                var id = ResultId(document);
                int? version = open.ContainsKey(document.Uri) ? document.Version : null;
                return known.GetValueOrDefault(document.Uri) == id
                    ? new WorkspaceDocumentDiagnosticReport(document.Uri, version, "unchanged", id, null)
                    : new(document.Uri, version, "full", id, findings.Shown(document));
            },
            cancellationToken).ConfigureAwait(false);
        return new(reports);
    }

    // The text and everything around it that a rule may have looked at.
    private string ResultId(OpenDocument document)
        => $"{findings.Stamp}.{System.IO.Hashing.XxHash64.HashToUInt64(System.Runtime.InteropServices.MemoryMarshal.AsBytes(document.Text.AsSpan())):x}";
}
