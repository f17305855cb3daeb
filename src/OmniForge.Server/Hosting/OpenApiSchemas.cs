using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace OmniForge.Server.Hosting;

/// <summary>Schemas of messages as JSON shows them; every message that is named is described once.</summary>
internal sealed class OpenApiSchemas
{
    private readonly SortedDictionary<string, JsonObject> _known = new(StringComparer.Ordinal);

    public JsonObject Write() => new(_known.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value)));

    /// <summary>A reference to a message, or the form of a well-known one.</summary>
    public JsonObject Reference(MessageDescriptor message)
    {
        if (WellKnown(message) is { } known)
        {
            return known;
        }

        var name = NameOf(message.FullName);
        if (!_known.ContainsKey(name))
        {
            _known[name] = [];
            _known[name] = Object(message.Fields.InDeclarationOrder());
        }

        return Link(name);
    }

    public JsonObject Object(IEnumerable<FieldDescriptor> fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.JsonName, Of(field)))),
    };

    public JsonObject Of(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            return new() { ["type"] = "object", ["additionalProperties"] = One(field.MessageType.FindFieldByName("value")) };
        }

        return field.IsRepeated ? new() { ["type"] = "array", ["items"] = One(field) } : One(field);
    }

    /// <summary>As a query parameter: values of enums are spelled in full there.</summary>
    public JsonObject OfQuery(FieldDescriptor field)
    {
        if (field.FieldType != FieldType.Enum)
        {
            return Of(field);
        }

        var names = new JsonArray([.. field.EnumType.Values.Select(value => (JsonNode)value.Name)]);
        var one = new JsonObject { ["type"] = "string", ["enum"] = names };
        return field.IsRepeated ? new() { ["type"] = "array", ["items"] = one } : one;
    }

    /// <summary>Whether a field can be written as a query parameter.</summary>
    public static bool FitsQuery(FieldDescriptor field)
        => !field.IsMap && (field.FieldType != FieldType.Message || (!field.IsRepeated && WellKnown(field.MessageType) is { } known && (string?)known["type"] == "string"));

    private JsonObject One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Reference(field.MessageType),
        FieldType.Enum => Enumeration(field.EnumType),
        FieldType.String => new() { ["type"] = "string" },
        FieldType.Bytes => new() { ["type"] = "string", ["format"] = "byte" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Double or FieldType.Float => new() { ["type"] = "number" },
        FieldType.Int64 or FieldType.UInt64 => new() { ["type"] = "integer", ["format"] = "int64" },
        _ => new() { ["type"] = "integer", ["format"] = "int32" },
    };

    /// <summary>Bodies carry short names: without the prefix of the enum.</summary>
    private JsonObject Enumeration(EnumDescriptor values)
    {
        var prefix = values.Values[0].Name[..^"UNSPECIFIED".Length];
        var name = NameOf(values.FullName);
        _known.TryAdd(name, new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. values.Values.Select(value => (JsonNode)value.Name[prefix.Length..])]),
        });
        return Link(name);
    }

    private static JsonObject? WellKnown(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new() { ["type"] = "string", ["pattern"] = "^-?[0-9]+(\\.[0-9]+)?s$" },
        "google.protobuf.FieldMask" => new() { ["type"] = "string" },
        "google.protobuf.Struct" => new() { ["type"] = "object", ["additionalProperties"] = true },
        "google.protobuf.Value" => [],
        "google.protobuf.ListValue" => new() { ["type"] = "array", ["items"] = new JsonObject() },
        "google.protobuf.Any" => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["@type"] = new JsonObject { ["type"] = "string" } },
            ["additionalProperties"] = true,
        },
        _ => null,
    };

    private static string NameOf(string fullName) => fullName.StartsWith("omniforge.v1.", StringComparison.Ordinal) ? fullName["omniforge.v1.".Length..] : fullName;

    private static JsonObject Link(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
