using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>The model's last text as the step's output, which is always a JSON object.</summary>
internal static class StepOutput
{
    /// <summary>Largest integer that a double holds exactly; the wire carries numbers as doubles.</summary>
    private const long Exact = 1L << 53;

    /// <summary>An object stays what it is, also inside one code fence; any other text becomes `{"text": …}`.</summary>
    public static JsonObject Parse(string text)
    {
        var trimmed = text.Trim();
        var candidate = Unfenced(trimmed);
        var parsed = candidate.StartsWith('{') ? RunJson.ObjectOrNull(candidate) : null;
        return parsed is null ? new JsonObject { ["text"] = trimmed } : (JsonObject)Exactly(parsed)!;
    }

    private static string Unfenced(string text)
    {
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("```", StringComparison.Ordinal))
        {
            return text;
        }

        var body = text.IndexOf('\n', StringComparison.Ordinal);
        return body < 0 || body >= text.Length - 3 ? text : text[body..^3].Trim();
    }

    /// <summary>Integers beyond 2^53 become text, so that they keep their digits all the way to the next step.</summary>
    private static JsonNode? Exactly(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Exactly(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Exactly)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.Number && LosesDigits(v) => JsonValue.Create(RunJson.Text(v)),
        _ => node?.DeepClone(),
    };

    private static bool LosesDigits(JsonValue number)
    {
        var text = RunJson.Text(number);
        if (text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return false;
        }

        return !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || value is > Exact or < -Exact;
    }
}
