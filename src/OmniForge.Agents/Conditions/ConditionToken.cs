using System.Text.Json.Nodes;

namespace OmniForge.Agents.Conditions;

internal enum TokenKind
{
    Name,

    /// <summary>A number or a text; its value is ready.</summary>
    Literal,
    Symbol,
    End,
}

/// <summary>One word, value or sign of a condition, and the offset where it starts.</summary>
internal readonly record struct ConditionToken(TokenKind Kind, string Text, int Position, JsonNode? Value = null)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Literal => $"the value {Text}",
        _ => $"'{Text}'",
    };
}
