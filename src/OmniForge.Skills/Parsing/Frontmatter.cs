using System.Globalization;
using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Parsing;

/// <summary>All entries in the order written and what was wrong while reading them.</summary>
internal sealed record Frontmatter(IReadOnlyList<Entry> Entries, IReadOnlyList<Finding> Findings)
{
    public Entry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>The value of a text field; null when absent, empty or of another type.</summary>
    public string? Text(string key) => Find(key)?.Value is ScalarNode { IsNull: false } scalar
        ? scalar.Form == ScalarForm.Block ? scalar.Text.TrimEnd('\n') : scalar.Text
        : null;

    public bool? Flag(string key) => Text(key) is { } word ? ReadFlag(word) : null;

    /// <summary>What a word says as a boolean; null = nothing.</summary>
    public static bool? ReadFlag(string word) => word.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => null,
    };

    public int? Number(string key)
        => int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public IReadOnlyList<string> Texts(string key) => Find(key)?.Value switch
    {
        ListNode list => [.. list.Items.OfType<ScalarNode>().Where(item => !item.IsNull).Select(item => item.Text)],
        _ => [],
    };

    /// <summary>Null when absent. A list that reads only after a repair allows nothing before it is repaired.</summary>
    public ToolList? Tools(string key, string source)
        => Find(key) is not { } entry ? null : entry.Recovered ? ToolList.Empty : ToolField.Read(entry, source);
}
