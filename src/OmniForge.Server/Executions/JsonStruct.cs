using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace OmniForge.Server.Executions;

/// <summary>JSON to google.protobuf.Struct and back. Struct numbers are doubles, so whole numbers beyond 2^53 travel as text.</summary>
internal static class JsonStruct
{
    private const decimal Exact = 9_007_199_254_740_992m;

    public static Struct ToStruct(this JsonObject json)
    {
        var result = new Struct();
        foreach (var (key, value) in json)
        {
            result.Fields[key] = value.ToValue();
        }

        return result;
    }

    public static Value ToValue(this JsonNode? node)
    {
        switch (node)
        {
            case null:
                return Value.ForNull();
            case JsonObject inner:
                return Value.ForStruct(inner.ToStruct());
            case JsonArray items:
                return Value.ForList([.. items.Select(ToValue)]);
            default:
                return Scalar(node.AsValue());
        }
    }

    public static JsonObject ToJson(this Struct? value)
    {
        var json = new JsonObject();
        foreach (var (key, inner) in value?.Fields ?? [])
        {
            json[key] = inner.ToJson();
        }

        return json;
    }

    public static JsonNode? ToJson(this Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => JsonValue.Create(value.BoolValue),
        Value.KindOneofCase.StringValue => JsonValue.Create(value.StringValue),
        Value.KindOneofCase.NumberValue => Number(value.NumberValue),
        Value.KindOneofCase.StructValue => value.StructValue.ToJson(),
        Value.KindOneofCase.ListValue => new JsonArray([.. value.ListValue.Values.Select(ToJson)]),
        _ => null,
    };

    private static JsonValue Number(double number)
        => Math.Floor(number) == number && Math.Abs(number) <= (double)Exact ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private static Value Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => Value.ForBool(true),
        JsonValueKind.False => Value.ForBool(false),
        JsonValueKind.String => Value.ForString(value.ToString()),
        _ when value.TryGetValue<long>(out var whole) && Math.Abs((decimal)whole) <= Exact => Value.ForNumber(whole),
        _ => Written(value.ToJsonString()),
    };

    private static Value Written(string number)
    {
        var whole = decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact == Math.Floor(exact);
        return whole && Math.Abs(exact) > Exact
            ? Value.ForString(number)
            : Value.ForNumber(double.Parse(number, CultureInfo.InvariantCulture));
    }
}
