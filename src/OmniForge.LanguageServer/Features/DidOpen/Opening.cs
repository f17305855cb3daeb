using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.DidOpen;

/// <summary>Takes skills in; other documents are not ours, whatever the client sends.</summary>
internal sealed class Opening(OpenDocuments documents, DiagnosticsPublisher publisher)
{
    public Task OpenAsync(TextDocumentItem opened)
    {
        if (!SkillUri.IsSkill(opened.Uri, opened.LanguageId))
        {
            return Task.CompletedTask;
        }

        var document = new OpenDocument(opened.Uri, opened.Version, opened.Text);
        documents.Keep(document);
        return publisher.PublishAsync(document);
    }
}
