namespace OmniForge.Skills.Permissions;

/// <summary>An ordered list of tool patterns, as written in <c>allowed-tools</c> or granted to an agent.</summary>
public sealed class ToolList
{
    // Comparing each with each is for lists that people write; a longer one is only searched for repetitions.
    private const int MostCompared = 200;

    private Dictionary<string, int>? _firstByText;

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

    /// <summary>Whether one entry of this list allows every call that the given entry allows.</summary>
    public bool Includes(ToolPattern item) => Items.Any(own => own.Includes(item));

    internal ToolPattern? FirstAdmitting(ToolUse use, Command? command, SkillPlace? place = null)
        => Items.FirstOrDefault(item => item.Admits(use, command, place));

    /// <summary>Another item that makes the one at this index needless; of two equal ones the later is needless. Null = none.</summary>
    internal ToolPattern? Covering(int index)
    {
        var item = Items[index];
        if (item.IsDead)
        {
            return null;
        }

        if (Items.Count > MostCompared)
        {
            _firstByText ??= Items.Select((other, at) => (other.Text, at)).GroupBy(other => other.Text, other => other.at)
                .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
            return _firstByText[item.Text] is var first && first < index ? Items[first] : null;
        }

        for (var i = 0; i < Items.Count; i++)
        {
            if (i != index && Items[i].Includes(item) && (i < index || !item.Includes(Items[i])))
            {
                return Items[i];
            }
        }

        return null;
    }

    internal bool Mentions(string tool) => Items.Any(item => item.Covers(tool));
}
