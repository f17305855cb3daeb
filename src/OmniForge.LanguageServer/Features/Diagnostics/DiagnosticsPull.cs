using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer.Features.Diagnostics;

/// <summary>Answers clients that ask what is wrong: with one open skill, or with every skill of the workspace.</summary>
internal sealed class DiagnosticsPull(
    OpenDocuments documents, WorkspaceSkills workspace, SkillFindings findings, Progress progress, ClientNotices client)
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

    /// <summary>
    /// Every skill of the workspace; open ones as they stand in the editor. Leaves the connection's context: it may take a second. A
    /// client that gave a token for parts gets all of it in parts.
    /// </summary>
    public async Task<WorkspaceDiagnosticReport> OfWorkspaceAsync(WorkspaceDiagnosticParams asked, CancellationToken cancellationToken)
    {
        var open = documents.ByUri();
        var known = (asked.PreviousResultIds ?? []).DistinctBy(id => id.Uri).ToDictionary(id => id.Uri, id => id.Value, StringComparer.Ordinal);
        WorkspaceDocumentDiagnosticReport Report(WorkspaceFile file)
        {
            if (file.Document is not { } document)
            {
                return new(file.Uri, null, "full", null, [SkillFindings.Unreadable]);
            }

            var id = ResultId(document);
            int? version = open.ContainsKey(document.Uri) ? document.Version : null;
            return known.GetValueOrDefault(document.Uri) == id
                ? new(document.Uri, version, "unchanged", id, null)
                : new(document.Uri, version, "full", id, findings.Shown(document));
        }

        return await progress.DuringAsync(
            asked.WorkDoneToken,
            "Checking skills",
            async (tell, stopped) =>
            {
                var reports = new List<WorkspaceDocumentDiagnosticReport>();
                await foreach (var (part, done, all) in workspace.InPartsAsync(open, Report, stopped).ConfigureAwait(false))
                {
                    if (asked.PartialResultToken is { ValueKind: JsonValueKind.String or JsonValueKind.Number } token)
                    {
                        await client.ProgressAsync(token, new WorkspaceDiagnosticReport(part), LspJson.Default.WorkspaceDiagnosticReport).ConfigureAwait(false);
                    }
                    else
                    {
                        reports.AddRange(part);
                    }

                    await tell(done, all).ConfigureAwait(false);
                }

                return new WorkspaceDiagnosticReport(reports);
            },
            cancellationToken).ConfigureAwait(false);
    }

    // The text and everything around it that a rule may have looked at.
    private string ResultId(OpenDocument document)
        => $"{findings.Stamp}.{System.IO.Hashing.XxHash64.HashToUInt64(System.Runtime.InteropServices.MemoryMarshal.AsBytes(document.Text.AsSpan())):x}";
}
