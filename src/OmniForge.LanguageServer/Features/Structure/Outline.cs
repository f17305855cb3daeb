using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Features.Structure;

/// <summary>The shape of a skill: its outline, what folds, what a selection grows to.</summary>
internal sealed class Outline(OpenDocuments documents, Session session)
{
    private const int Property = 7;
    private const int String = 15;
    private const int Event = 24;

    public IReadOnlyList<DocumentSymbol>? Symbols(TextDocumentParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            ? [.. SkillSymbols.Of(document.Skill).Select(symbol => Show(symbol, document))]
            : null;

    public IReadOnlyList<FoldingRange>? Folds(TextDocumentParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            ? [.. SkillFolds.Of(document.Skill).Select(fold => Show(fold, document))]
            : null;

    public IReadOnlyList<SelectionRange>? Selections(SelectionRangeParams asked)
        => documents.TryFind(asked.TextDocument.Uri, out var document)
            ? [.. asked.Positions.Select(position => Grow(position, document))]
            : null;

    private DocumentSymbol Show(SkillSymbol symbol, OpenDocument document) => new(
        symbol.Name.Length > 0 ? symbol.Name : " ",
        null,
        symbol.Kind switch { SkillSymbolKind.Field => Property, SkillSymbolKind.Command => Event, _ => String },
        document.Range(symbol.Span, session.Encoding),
        document.Range(symbol.NameSpan, session.Encoding))
    {
        Children = [.. symbol.Children.Select(child => Show(child, document))],
    };

    private FoldingRange Show(SkillFold fold, OpenDocument document)
    {
        var range = document.Range(fold.Span, session.Encoding);
        return new(range.Start.Line, range.End.Line, fold.Kind == SkillFoldKind.Comment ? "comment" : "region");
    }

    private SelectionRange Grow(Position position, OpenDocument document)
    {
        SelectionRange? outer = null;
        foreach (var span in SkillSelections.At(document.Skill, document.Offset(position, session.Encoding)).Reverse())
        {
            outer = new(document.Range(span, session.Encoding), outer);
        }

        return outer ?? new(new(position, position), null);
    }
}
