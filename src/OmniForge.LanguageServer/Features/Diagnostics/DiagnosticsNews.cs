using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.Diagnostics;

/// <summary>Brings the open documents up to date when something around them changed. Belongs to the connection's context.</summary>
internal sealed class DiagnosticsNews(ClientNotices client, Session session, OpenDocuments documents, DiagnosticsPublisher publisher)
{
    public async Task TellAsync()
    {
        if (session.ClientPulls)
        {
            if (session.Client.Workspace?.Diagnostics?.Supported == true)
            {
                await client.RefreshAsync("diagnostic").ConfigureAwait(false);
            }

            return;
        }

        foreach (var document in documents.All)
        {
            await publisher.PublishAsync(document).ConfigureAwait(false);
        }
    }
}
