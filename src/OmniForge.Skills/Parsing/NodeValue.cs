namespace OmniForge.Skills.Parsing;

/// <summary>What a value says, whatever way it is written.</summary>
internal static class NodeValue
{
    public static bool Same(Node one, Node other) => (one, other) switch
    {
        (ScalarNode a, ScalarNode b) => a.IsNull == b.IsNull && (a.IsNull || Text(a) == Text(b)),
        (ListNode a, ListNode b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (MapNode a, MapNode b) => a.Pairs.Count == b.Pairs.Count
            && a.Pairs.Zip(b.Pairs).All(pair => Same(pair.First.Key, pair.Second.Key) && Same(pair.First.Value, pair.Second.Value)),
        _ => one is OpaqueNode && other is OpaqueNode,
    };

    /// <summary>A scalar's text; line breaks at the end of a block are part of its form.</summary>
    public static string Text(ScalarNode scalar)
        => (scalar.Form == ScalarForm.Block ? scalar.Text.TrimEnd('\n', '\r') : scalar.Text)
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The same value at other places of a text.</summary>
    public static Node Moved(Node node, Func<int, int> place)
    {
        var span = TextSpan.Between(place(node.Span.Start), place(node.Span.End));
        return node switch
        {
            ScalarNode scalar => scalar with { Span = span },
            ListNode list => new ListNode(span, [.. list.Items.Select(item => Moved(item, place))]),
            MapNode map => new MapNode(span, [.. map.Pairs.Select(pair => (Moved(pair.Key, place), Moved(pair.Value, place)))]),
            _ => new OpaqueNode(span),
        };
    }
}
