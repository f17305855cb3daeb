using System.Text.Json;
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

    // A client asks about the list it shows; a few, because several editors of one client may each show one.
    private const int KeptLists = 4;

    private readonly Queue<(int List, IReadOnlyList<SkillCompletion> Items)> _proposed = new();
    private int _lists;

    public CompletionList? At(TextDocumentPositionParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        var offset = document.Offset(asked.Position, session.Encoding);
        var found = SkillCompletions.At(document.Skill, offset, surroundings.EditingOf(document.Uri));
        if (!session.ClientAsksForDocumentation)
        {
            return new(IsIncomplete: false, [.. found.Select(item => Show(item, document) with { Documentation = Documentation(item) })]);
        }

        var list = ++_lists;
        _proposed.Enqueue((list, found));
        if (_proposed.Count > KeptLists)
        {
            _proposed.Dequeue();
        }

        return new(IsIncomplete: false, [.. found.Select((item, at) => Show(item, document) with
        {
            Data = JsonSerializer.SerializeToElement(new ProposalPlace(list, at), LspJson.Default.ProposalPlace),
        })]);
    }

    /// <summary>An item of a list that was answered lately, with its documentation; any other as it came.</summary>
    public CompletionItem Resolve(CompletionItem asked)
        => Place(asked.Data) is { } place && _proposed.FirstOrDefault(kept => kept.List == place.List).Items is { } items
            && place.Item >= 0 && place.Item < items.Count
            ? asked with { Documentation = Documentation(items[place.Item]) }
            : asked;

    private static ProposalPlace? Place(JsonElement? data)
    {
        try
        {
            return data?.Deserialize(LspJson.Default.ProposalPlace);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MarkupContent? Documentation(SkillCompletion item)
        => item.Documentation is null ? null : MarkupContent.Markdown(item.Documentation);

    private CompletionItem Show(SkillCompletion item, OpenDocument document) => new(item.Label, Kind(item.Kind))
    {
        Detail = item.Detail,
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
