using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.DidClose;

/// <summary>Lets skills go and takes back what was said about them.</summary>
internal sealed class Closing(OpenDocuments documents, DiagnosticsPublisher publisher)
{
    public Task CloseAsync(TextDocumentIdentifier closed)
        => documents.Forget(closed.Uri) ? publisher.ClearAsync(closed.Uri) : Task.CompletedTask;
}
