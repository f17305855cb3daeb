using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Features.PublishDiagnostics;

/// <summary>Tells the client what is wrong with a skill: exactly the findings of the skill library.</summary>
internal sealed class DiagnosticsPublisher(ClientNotices client, Session session)
{
    private const string Source = "omniforge";
    private const char ByteOrderMark = '\uFEFF';

    public Task PublishAsync(OpenDocument document)
        => client.PublishDiagnosticsAsync(new(document.Uri, document.Version, Findings(document, session.Encoding)));

    public Task ClearAsync(string uri) => client.PublishDiagnosticsAsync(new(uri, null, []));

    private static List<Diagnostic> Findings(OpenDocument document, PositionEncoding encoding)
    {
        var lines = new TextLines(document.Text);
        // The library counts behind a byte order mark, the client counts it.
        var skipped = document.Text.StartsWith(ByteOrderMark) ? 1 : 0;
        var found = SkillDocument.Parse(document.Text).Validate(SkillProfile.OmniForge, SkillUri.Folder(document.Uri));
        return [.. found.Select(finding => new Diagnostic(
            new(lines.At(finding.Span.Start + skipped, encoding), lines.At(finding.Span.End + skipped, encoding)),
            Severity(finding.Severity),
            finding.Code,
            Source,
            finding.Message))];
    }

    private static int Severity(SkillSeverity severity) => severity switch
    {
        SkillSeverity.Error => 1,
        SkillSeverity.Warning => 2,
        SkillSeverity.Information => 3,
        _ => 4,
    };
}
