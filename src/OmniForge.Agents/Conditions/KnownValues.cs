using System.Text.Json.Nodes;

namespace OmniForge.Agents.Conditions;

/// <summary>What conditions and input paths can see: the input of the execution, and the steps that have ended.</summary>
public sealed class KnownValues(JsonObject input)
{
    private readonly Dictionary<string, StepValue> _steps = new(StringComparer.Ordinal);

    /// <summary>Adds what a step gave.</summary>
    /// <param name="key">Key of the step.</param>
    /// <param name="status">SUCCEEDED or SKIPPED.</param>
    /// <param name="output">Its output; null = it gave none.</param>
    public void Add(string key, string status, JsonObject? output) => _steps[key] = new(JsonValue.Create(status), output);

    /// <summary>The value at a place; a step that has not ended, and a field that is not there, is missing.</summary>
    /// <param name="path">The place.</param>
    /// <param name="value">The value; null for a missing one and for JSON's null.</param>
    /// <returns>Whether the place exists.</returns>
    public bool TryGet(FieldPath path, out JsonNode? value)
    {
        value = input;
        if (path.Step is { } key)
        {
            if (!_steps.TryGetValue(key, out var step))
            {
                value = null;
                return false;
            }

            value = path.IsStatus ? step.Status : step.Output;
            if (value is null)
            {
                return false;
            }
        }

        foreach (var part in path.Parts)
        {
            switch (value)
            {
                case JsonObject fields when part.Name is { } name && fields.TryGetPropertyValue(name, out var field):
                    value = field;
                    break;
                case JsonArray items when part.Name is null && part.Index < items.Count:
                    value = items[part.Index];
                    break;
                default:
                    value = null;
                    return false;
            }
        }

        return true;
    }

    private sealed record StepValue(JsonNode Status, JsonObject? Output);
}
