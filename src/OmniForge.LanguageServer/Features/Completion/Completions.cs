using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Completion;

/// <summary>What can be written at the cursor.</summary>
internal sealed class Completions(OpenDocuments documents, Surroundings surroundings, Session session)
{
    private const int Text = 1;
    private const int Function = 3;
    private const int Variable = 6;
    private const int Property = 10;
    private const int EnumMember = 20;
    private const int File = 17;
    private const int Reference = 18;
    private const int Snippet = 15;

    public CompletionList? At(TextDocumentPositionParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var offset = document.Offset(asked.Position, session.Encoding);
        var found = SkillCompletions.At(document.Skill, offset, surroundings.EditingOf(document.Uri));
        return new(IsIncomplete: false, [.. found.Select(item => Show(item, document))]);
    }

    private CompletionItem Show(SkillCompletion item, OpenDocument document) => new(item.Label, Kind(item.Kind))
    {
        Detail = item.Detail,
        Documentation = item.Documentation is null ? null : MarkupContent.Markdown(item.Documentation),
        SortText = item.SortText,
        FilterText = item.FilterText,
        TextEdit = new(document.Range(item.Edit.Span, session.Encoding), item.Edit.NewText),
    };

    private static int Kind(SkillCompletionKind kind) => kind switch
    {
        SkillCompletionKind.Field => Property,
        SkillCompletionKind.Value => EnumMember,
        SkillCompletionKind.Tool => Function,
        SkillCompletionKind.Variable => Variable,
        SkillCompletionKind.File => File,
        SkillCompletionKind.Skill => Reference,
        SkillCompletionKind.Template => Snippet,
        _ => Text,
    };
}
