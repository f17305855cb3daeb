using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Structure;

/// <summary>Small remarks between the text.</summary>
internal sealed class Hints(OpenDocuments documents, Surroundings surroundings, Session session)
{
    public IReadOnlyList<InlayHint>? In(TextDocumentRangeParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var wanted = document.Span(asked.Range, session.Encoding);
        return [.. SkillInlayHints.Of(document.Skill, surroundings.EditingOf(document.Uri))
            .Where(hint => hint.Offset >= wanted.Start && hint.Offset <= wanted.End)
            .Select(hint => new InlayHint(document.Position(hint.Offset, session.Encoding), hint.Label)
            {
                Tooltip = MarkupContent.Markdown(hint.Tooltip),
                PaddingLeft = true,
            })];
    }
}
