using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Parsing;

/// <summary>Reads a tool list in any of its shapes and keeps the place of every item.</summary>
internal static class ToolField
{
    public static ToolList Read(Entry entry, string source) => entry.Value switch
    {
        ScalarNode { IsNull: true } => ToolList.Empty,
        ScalarNode text => ToolList.Of(Split(text, source)),
        ListNode list => ToolList.Of(
            from item in list.Items.OfType<ScalarNode>() where !item.IsNull select ToolPattern.Parse(item.Text, item.Span)),
        _ => ToolList.Empty,
    };

    private static IEnumerable<ToolPattern> Split(ScalarNode text, string source)
    {
        var from = text.Span.Start;
        foreach (var item in ToolListText.Split(text.Text).Select(span => text.Text.Substring(span.Start, span.Length)))
        {
            // Folding and escapes move characters; an item that cannot be found again gets the place of the whole value.
            var at = source.IndexOf(item, from, Math.Max(0, text.Span.End - from), StringComparison.Ordinal);
            yield return ToolPattern.Parse(item, at < 0 ? text.Span : new(at, item.Length));
            from = at < 0 ? from : at + item.Length;
        }
    }
}
