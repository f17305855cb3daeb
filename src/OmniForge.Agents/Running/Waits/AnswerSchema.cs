using System.Text.Json;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Whether an answer fits what was asked for.</summary>
public static class AnswerSchema
{
    /// <summary>The first thing wrong with an answer: the path of its field, empty for the whole, and one sentence; null when all is well.</summary>
    public static (string Field, string Problem)? Check(JsonElement schema, JsonElement answer)
    {
        if (ArgumentSchema.Check(schema, answer) is not { } wrong)
        {
            return null;
        }

        var field = wrong.StartsWith('\'') ? wrong[1..wrong.IndexOf('\'', 1)] : "";
        var problem = wrong.Replace("The arguments", "The answer", StringComparison.Ordinal).Replace("this tool", "this question", StringComparison.Ordinal);
        return (field, problem);
    }

    /// <summary>Why a JSON Schema from outside cannot be used; null when it can.</summary>
    public static string? Problem(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return "it must be a JSON object";
        }

        try
        {
            Walk(schema, schema, 0);
            return null;
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or KeyNotFoundException or NotSupportedException or FormatException)
        {
            return "it is no JSON Schema that can be checked: types and required must be texts, limits numbers, and patterns plain regular expressions";
        }
    }

    private static void Walk(JsonElement root, JsonElement schema, int depth)
    {
        if (depth > 32)
        {
            throw new ArgumentException("too deep", nameof(schema));
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var sample in (string[])["{}", "[]", "\"a\"", "1"])
        {
            ArgumentSchema.Check(root, JsonElement.Parse(sample));
            ArgumentSchema.Check(schema, JsonElement.Parse(sample));
        }

        foreach (var member in schema.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Walk(root, member.Value, depth + 1);
            }
        }
    }
}
