using System.Globalization;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Formatting;

/// <summary>How one field is written. What has no form of its own, or holds comments, stays as the author wrote it.</summary>
internal static class FieldLayout
{
    private const int MaxColumns = 80;

    private static readonly Dictionary<string, int> Ranks = FieldTable.Names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);

    /// <summary>Known fields in the order of the table, unknown ones behind them.</summary>
    public static int Rank(string key) => Ranks.GetValueOrDefault(key, int.MaxValue);

    public static string Write(SkillDocument document, FieldLine field, SkillProfile profile)
    {
        var source = field.Source.TrimEnd() + "\n";
        if (source.Contains('#', StringComparison.Ordinal) || !source.StartsWith(field.Entry.Key + ":", StringComparison.Ordinal))
        {
            return source;
        }

        var kind = FieldTable.Find(field.Entry.Key)?.Kind;
        var value = field.Entry.Value!;
        return field.Entry.Key switch
        {
            FieldNames.Description when value is ScalarNode { IsNull: false } text => Description(source, text),
            FieldNames.Tags when value is ListNode list => List(source, field.Entry.Key, list, flow: FlowLine(field.Entry.Key, list)),
            _ when kind == FieldKind.Tools => Tools(document, source, field.Entry, profile),
            _ when kind == FieldKind.Boolean && value is ScalarNode flag => Flag(source, field.Entry.Key, flag),
            _ when kind == FieldKind.Texts && value is ListNode list => List(source, field.Entry.Key, list, flow: null),
            _ => Spaced(source, field.Entry.Key),
        };
    }

    private static string Description(string source, ScalarNode value)
    {
        var text = NodeValue.Text(value);
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return source.IndexOf('\n', StringComparison.Ordinal) == source.Length - 1
                ? Spaced(source, FieldNames.Description)
                : $"{FieldNames.Description}: {SafeScalar.Write(text)}\n";
        }

        // A block cannot hold lines that start or end with blanks, or that begin with nothing, as safely as the author's form.
        var lines = text.Split('\n');
        return lines[0].Length == 0 || lines.Any(line => line.Length > 0 && (line[0] is ' ' or '\t' || line[^1] is ' ' or '\t' || line.Any(char.IsControl)))
            ? source
            : $"{FieldNames.Description}: |-\n{string.Concat(lines.Select(line => line.Length == 0 ? "\n" : $"  {line}\n"))}";
    }

    private static string Tools(SkillDocument document, string source, Entry entry, SkillProfile profile)
    {
        var items = ToolField.Read(entry, document.Text).Items.Select(item => item.Text).ToList();
        if (items.Count == 0 || entry.Value is MapNode || entry.Value is ListNode list && !list.Items.All(IsText))
        {
            return source;
        }

        if (profile == SkillProfile.AgentSkills)
        {
            var text = string.Join(' ', items);
            return ToolList.ParseText(text).Items.Select(item => item.Text).SequenceEqual(items)
                ? $"{entry.Key}: {SafeScalar.Write(text)}\n"
                : source;
        }

        return Block(entry.Key, items);
    }

    private static string List(string source, string key, ListNode list, string? flow)
        => list.Items.Count == 0 || !list.Items.All(IsText) ? source : flow ?? Block(key, list.Items.Cast<ScalarNode>().Select(NodeValue.Text));

    private static string? FlowLine(string key, ListNode list)
    {
        var line = $"{key}: [{string.Join(", ", list.Items.OfType<ScalarNode>().Select(item => InFlow(NodeValue.Text(item))))}]";
        return line.Length <= MaxColumns ? line + "\n" : null;
    }

    private static string InFlow(string text) => text.Contains(',', StringComparison.Ordinal) ? SafeScalar.Quoted(text) : SafeScalar.Write(text);

    private static string Block(string key, IEnumerable<string> items)
        => $"{key}:\n{string.Concat(items.Select(item => string.Create(CultureInfo.InvariantCulture, $"  - {SafeScalar.Write(item)}\n")))}";

    private static bool IsText(Node node) => node is ScalarNode { IsNull: false };

    private static string Flag(string source, string key, ScalarNode value) => Frontmatter.ReadFlag(value.Text) switch
    {
        true => $"{key}: true\n",
        false => $"{key}: false\n",
        null => source,
    };

    // One blank behind the colon of a value that stands on the same line.
    private static string Spaced(string source, string key)
    {
        var rest = source.AsSpan(key.Length + 1);
        var value = rest.TrimStart(" ");
        return value.IsEmpty || value[0] == '\n' || rest.Length == value.Length ? source : $"{key}: {value}";
    }
}
