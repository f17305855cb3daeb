using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Hover;

/// <summary>What stands under the pointer, in a few sentences.</summary>
internal sealed class Hovers(OpenDocuments documents, Surroundings surroundings, Session session)
{
    public Protocol.Hover? At(TextDocumentPositionParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            && SkillHovers.At(document.Skill, document.Offset(asked.Position, session.Encoding), surroundings.EditingOf(document.Uri)) is { } hover
            ? new(MarkupContent.Markdown(hover.Markdown), document.Range(hover.Span, session.Encoding))
            : null;
}
