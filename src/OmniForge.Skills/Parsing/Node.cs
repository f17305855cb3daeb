namespace OmniForge.Skills.Parsing;

/// <summary>A value of the frontmatter with its place.</summary>
internal abstract record Node(TextSpan Span);

/// <summary>One text as written; folding and escapes are resolved.</summary>
internal sealed record ScalarNode(TextSpan Span, string Text, ScalarForm Form) : Node(Span)
{
    /// <summary>Nothing, "~" and "null" all mean that there is no value.</summary>
    public bool IsNull => Form == ScalarForm.Plain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

internal enum ScalarForm
{
    Plain,
    Quoted,
    Block,
}

internal sealed record ListNode(TextSpan Span, IReadOnlyList<Node> Items) : Node(Span);

internal sealed record MapNode(TextSpan Span, IReadOnlyList<(Node Key, Node Value)> Pairs) : Node(Span);

/// <summary>Something that is never expanded here: an alias, or nesting deeper than the limit.</summary>
internal sealed record OpaqueNode(TextSpan Span) : Node(Span);
