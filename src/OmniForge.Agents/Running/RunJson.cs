using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>JSON between model, tools and journal, without reflection and without escaping what need not be escaped.</summary>
internal static class RunJson
{
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refuses an object that names a property twice: which one counts would be a guess.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Text(JsonNode? node) => node is null ? "null" : Encoding.UTF8.GetString(Written(node).WrittenSpan);

    public static JsonElement Element(JsonNode? node) => node is null ? Null : JsonElement.Parse(Written(node).WrittenSpan);

    /// <summary>Equal values, however their keys are ordered and their numbers written.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other) || Canonical(one) == Canonical(other);

    public static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());

    /// <summary>The object that the text is, or null when it is anything else.</summary>
    public static JsonObject? ObjectOrNull(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Arguments as a provider adapter hands them over; null when one of them has no JSON form.</summary>
    public static JsonObject? Arguments(IEnumerable<KeyValuePair<string, object?>>? arguments)
    {
        var result = new JsonObject();
        foreach (var (name, value) in arguments ?? [])
        {
            if (!TryNode(value, out var node))
            {
                return null;
            }

            result[name] = node;
        }

        return result;
    }

    /// <summary>
    /// The same text for equal values: keys in ordinal order at every depth, and 1.50 like 1.5, as a journal may give it back.
    /// </summary>
    public static string Canonical(JsonNode? node) => Text(Sorted(node));

    private static ArrayBufferWriter<byte> Written(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            node.WriteTo(writer);
        }

        return buffer;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(
            o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number => Number(v),
        _ => node?.DeepClone(),
    };

    private static JsonNode Number(JsonValue value)
        => decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonNode.Parse(number.ToString("0.############################", CultureInfo.InvariantCulture))!
            : value.DeepClone();

    private static bool TryNode(object? value, out JsonNode? node)
    {
        node = value switch
        {
            null => null,
            JsonElement e => Node(e),
            JsonNode n => n.DeepClone(),
            string s => JsonValue.Create(s),
            bool b => JsonValue.Create(b),
            int i => JsonValue.Create(i),
            long l => JsonValue.Create(l),
            double d => JsonValue.Create(d),
            decimal m => JsonValue.Create(m),
            IEnumerable<KeyValuePair<string, object?>> map => Arguments(map),
            IEnumerable list => List(list),
            _ => null,
        };
        return node is not null || value is null or JsonElement { ValueKind: JsonValueKind.Null };
    }

    private static JsonArray? List(IEnumerable values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            if (!TryNode(value, out var node))
            {
                return null;
            }

            array.Add(node);
        }

        return array;
    }
}
