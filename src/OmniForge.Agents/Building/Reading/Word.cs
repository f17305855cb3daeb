namespace OmniForge.Agents.Building.Reading;

/// <summary>One word, number, quotation or mark of a message. Contractions become several words of one span.</summary>
/// <param name="Text">Lower case, without apostrophes; a number in invariant form; a quotation without its marks, as typed.</param>
/// <param name="Start">Offset in the message.</param>
/// <param name="End">Offset behind it.</param>
internal readonly record struct Word(string Text, WordKind Kind, int Start, int End)
{
    public bool Is(string text) => Kind != WordKind.Quote && string.Equals(Text, text, StringComparison.Ordinal);

    public bool IsAny(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (Is(text))
            {
                return true;
            }
        }

        return false;
    }
}

internal enum WordKind
{
    Word,
    Number,
    Quote,

    /// <summary>A name with a file ending.</summary>
    File,
    Mark,
}
