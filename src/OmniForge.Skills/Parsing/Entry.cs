namespace OmniForge.Skills.Parsing;

/// <summary>One top-level key with its value.</summary>
internal sealed record Entry(string Key, TextSpan KeySpan, TextSpan Span, Node? Value)
{
    /// <summary>The key counts as present, its value as unknown.</summary>
    public bool Broken => Value is null or OpaqueNode;

    /// <summary>The value was certain although the text is wrong.</summary>
    public bool Recovered { get; init; }
}
