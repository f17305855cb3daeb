using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Content;

/// <summary>One or more words of a message and what they are in the table.</summary>
/// <param name="Word">The first word, or the only one.</param>
/// <param name="Columns">The columns that are meant, or that hold the value; several = not sure which.</param>
/// <param name="Value">The real spelling of a value.</param>
/// <param name="Start">Offset in the message.</param>
internal sealed record Item(ItemKind Kind, Word Word, IReadOnlyList<ColumnView> Columns, string? Value, int Start, int End)
{
    public bool Is(params ReadOnlySpan<string> texts) => Kind is ItemKind.Word or ItemKind.Mark && Word.IsAny(texts);

    public bool IsColumn => Kind == ItemKind.Column;

    public bool IsValue => Kind == ItemKind.Value;

    public bool IsNumber => Kind == ItemKind.Number;

    public ColumnView? OnlyColumn => Columns.Count == 1 ? Columns[0] : null;
}

internal enum ItemKind
{
    Word,
    Mark,
    Number,
    Quote,
    File,
    Column,
    Value,
}
