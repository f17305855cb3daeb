using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

internal sealed record CompletionItem(string Label, int Kind)
{
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    public string? SortText { get; init; }

    public string? FilterText { get; init; }

    public TextEdit? TextEdit { get; init; }

    /// <summary>Where the item came from, so that its documentation can be looked up when it is selected.</summary>
    public JsonElement? Data { get; init; }
}

/// <summary>Which item of which answered list.</summary>
internal sealed record ProposalPlace(int List, int Item);
