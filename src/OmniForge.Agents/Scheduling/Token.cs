namespace OmniForge.Agents.Scheduling;

internal enum TokenKind
{
    End,
    Word,
    Number,
    Mark,
}

/// <summary>A word, number or mark of a phrase. Words are lower case with slips of the pen put right.</summary>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End)
{
    public static readonly Token Nothing = new(TokenKind.End, "", 0, 0);

    /// <summary>As it was typed, lower case.</summary>
    public string Raw { get; init; } = Text;

    /// <summary>The value of a number; 0 for anything else.</summary>
    public int Value { get; init; }

    /// <summary>"15th" or "fifteenth".</summary>
    public bool Ordinal { get; init; }

    /// <summary>A number in letters.</summary>
    public bool Spelled { get; init; }

    public bool IsNumber => Kind == TokenKind.Number;

    public bool IsWord => Kind == TokenKind.Word;

    /// <summary>Stands for the end of a clause or a list: nothing of a noun phrase goes over it.</summary>
    public bool Ends => Kind is TokenKind.End or TokenKind.Mark;

    public bool Is(string text) => Kind != TokenKind.End && Text == text;

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
