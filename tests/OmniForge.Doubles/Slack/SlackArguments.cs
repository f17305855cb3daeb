using System.Globalization;
using System.Text.Json;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>The arguments of a method, from the address, a form or JSON.</summary>
internal sealed class SlackArguments
{
    private readonly Dictionary<string, JsonNode?> _values;

    private SlackArguments(Dictionary<string, JsonNode?> values) => _values = values;

    public static SlackArguments Read(Call call, SlackMethod method)
    {
        var values = Values(call, method);
        if (values.ContainsKey("token"))
        {
            throw SlackErrors.Invalid("The token belongs into the Authorization header.");
        }

        if (values.Keys.Except(method.Arguments).FirstOrDefault() is { } unknown)
        {
            throw SlackErrors.Invalid($"{method.Name} has no argument '{unknown}'.");
        }

        return new(values);
    }

    public string? Text(string name) => _values.GetValueOrDefault(name) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value => value.ToJsonString(),
        _ => throw SlackErrors.Invalid($"'{name}' must be a text."),
    };

    public string Need(string name) => Text(name) is { Length: > 0 } text ? text : throw SlackErrors.Invalid($"missing required field: {name}");

    public int Number(string name, int otherwise, int most)
        => Text(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
                ? Math.Min(number, most)
                : throw SlackErrors.Invalid($"'{name}' must be a number of at least 1.");

    public bool Truth(string name, bool otherwise) => Text(name) switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw SlackErrors.Invalid($"'{name}' must be true or false."),
    };

    /// <summary>A structured argument; a form carries it as JSON text.</summary>
    public JsonNode? Json(string name)
    {
        var value = _values.GetValueOrDefault(name);
        if (value is not JsonValue text || !text.TryGetValue<string>(out var written))
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(written);
        }
        catch (JsonException)
        {
            throw SlackErrors.Invalid($"'{name}' must be JSON.");
        }
    }

    private static Dictionary<string, JsonNode?> Values(Call call, SlackMethod method)
    {
        if (call.Method == HttpMethods.Get && !method.Writes)
        {
            return call.Query.ToDictionary(pair => pair.Key, pair => (JsonNode?)pair.Value[0], StringComparer.Ordinal);
        }

        if (call.Method != HttpMethods.Post || call.QueryText.Length > 0)
        {
            throw SlackErrors.Invalid($"{method.Name} wants its arguments in the body of a POST.");
        }

        return call.ContentType switch
        {
            "application/x-www-form-urlencoded" => call.Form()?.ToDictionary(pair => pair.Key, pair => (JsonNode?)pair.Value, StringComparer.Ordinal),
            "application/json" when method.Writes => call.Json()?.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            "" when call.Body.Length == 0 => [],
            _ => throw SlackErrors.Invalid($"{method.Name} does not read '{call.ContentType}'."),
        } ?? throw new RefusalException(SlackErrors.Body("invalid_json"), "The body cannot be read.");
    }
}
