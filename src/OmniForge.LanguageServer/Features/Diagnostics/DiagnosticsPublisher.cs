using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.Diagnostics;

/// <summary>Tells clients that do not ask themselves what is wrong with an open skill.</summary>
internal sealed class DiagnosticsPublisher(ClientNotices client, Session session, SkillFindings findings)
{
    public Task PublishAsync(OpenDocument document) => session.ClientPulls
        ? Task.CompletedTask
        : client.PublishDiagnosticsAsync(new(document.Uri, document.Version, findings.Shown(document)));

    public Task ClearAsync(string uri)
        => session.ClientPulls ? Task.CompletedTask : client.PublishDiagnosticsAsync(new(uri, null, []));
}
