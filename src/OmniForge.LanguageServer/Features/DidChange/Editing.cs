using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.DidChange;

/// <summary>Follows the edits of open skills.</summary>
internal sealed class Editing(OpenDocuments documents, DiagnosticsPublisher publisher, Session session)
{
    public Task ChangeAsync(DidChangeTextDocumentParams changed)
    {
        if (!documents.TryFind(changed.TextDocument.Uri, out var before))
        {
            return Task.CompletedTask;
        }

        var after = before.Edit(changed.TextDocument.Version, changed.ContentChanges, session.Encoding);
        documents.Keep(after);
        return publisher.PublishAsync(after);
    }
}
