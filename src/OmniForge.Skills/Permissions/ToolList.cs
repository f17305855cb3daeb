namespace OmniForge.Skills.Permissions;

/// <summary>An ordered list of tool patterns, as written in <c>allowed-tools</c> or granted to an agent.</summary>
public sealed class ToolList
{
    private ToolList(IReadOnlyList<ToolPattern> items) => Items = items;

    /// <summary>A list that permits nothing.</summary>
    public static ToolList Empty { get; } = new([]);

    /// <summary>All items in the order written, dead ones included.</summary>
    public IReadOnlyList<ToolPattern> Items { get; }

    /// <summary>Reads a list of which every element is one item; never throws.</summary>
    public static ToolList Parse(IEnumerable<string> items) => Of(items.Select(item => ToolPattern.Parse(item)));

    /// <summary>Reads one text that holds items separated by commas, blanks or both; never throws.</summary>
    public static ToolList ParseText(string text) => Parse(ToolListText.Split(text).Select(span => text.Substring(span.Start,
        span.Length)));

    internal static ToolList Of(IEnumerable<ToolPattern> items) => new([.. items]);

    internal ToolPattern? FirstAdmitting(ToolUse use, Command? command)
        => Items.FirstOrDefault(item => item.Admits(use, command));

    internal bool Mentions(string tool) => Items.Any(item => item.Covers(tool));
}
