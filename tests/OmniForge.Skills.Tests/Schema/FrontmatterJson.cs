using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Tests.Schema;

/// <summary>The frontmatter as an editor's schema checker sees it: read by the core types of YAML 1.2.</summary>
internal static partial class FrontmatterJson
{
    public static JsonElement Of(SkillDocument document)
    {
        var members = document.Frontmatter.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value)));
        return JsonSerializer.SerializeToElement<JsonNode>(new JsonObject(members));
    }

    private static JsonNode? Of(Node? node) => node switch
    {
        ScalarNode { Form: ScalarForm.Plain } plain => Plain(plain.Text),
        ScalarNode text => JsonValue.Create(text.Text),
        ListNode list => new JsonArray([.. list.Items.Select(Of)]),
        MapNode map => new JsonObject(map.Pairs.Select(pair => KeyValuePair.Create(((ScalarNode)pair.Key).Text, Of(pair.Value)))),
        _ => null,
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Number().IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
