using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Evaluation;

/// <summary>One line of a set: something a person said, and what it must be read as.</summary>
/// <param name="Fault">Why the line cannot be judged, which counts as a miss; null when it can.</param>
internal sealed record EvaluationLine(string Id, string Kind, JsonObject Input, JsonObject Expect, string? Fault = null)
{
    /// <summary>Null for an empty line and for a comment. Throws <see cref="UnreadableSetException"/> for a line that is no JSON object.</summary>
    public static EvaluationLine? Parse(string text, string file, int number)
    {
        var trimmed = text.Trim().Trim('\uFEFF');
        if (trimmed.Length == 0 || trimmed.StartsWith("//", StringComparison.Ordinal) || trimmed.StartsWith('#'))
        {
            return null;
        }

        try
        {
            return Of(JsonNode.Parse(trimmed) as JsonObject ?? throw new UnreadableSetException(file, number, "is no object"), file, number);
        }
        catch (JsonException trouble)
        {
            throw new UnreadableSetException(file, number, $"cannot be read as JSON ({trouble.Message})");
        }
        catch (ArgumentException)
        {
            throw new UnreadableSetException(file, number, "names a member twice");
        }
    }

    private static EvaluationLine Of(JsonObject line, string file, int number)
    {
        var named = Json.Text(Json.First(line, "kind", "type", "category"))?.Trim().ToLowerInvariant();
        var kind = Kinds.Of(named ?? "");
        var input = Json.First(line, "input") as JsonObject;
        var expect = Json.First(line, "expect", "expected") as JsonObject;
        var fault = named is null ? "has no \"kind\""
            : kind is null ? $"has the unknown kind \"{named}\"; known are {string.Join(", ", Kinds.All)}"
            : input is null ? "has no \"input\" object"
            : !Kinds.Needs(kind).Any(name => Json.First(input, name) is not null) ? $"has no \"{Kinds.Needs(kind)[0]}\" in its input"
            : expect is null ? "has no \"expect\" object"
            : null;
        return new(
            Json.Text(Json.First(line, "id")) ?? $"{Path.GetFileName(file)}:{number}", kind ?? named ?? "none", input ?? [], expect ?? [],
            fault is null ? null : $"{Path.GetFileName(file)}, line {number} {fault}");
    }
}

/// <summary>What a line can be about.</summary>
internal static class Kinds
{
    public const string Schedule = "schedule";
    public const string Reading = "reading";
    public const string Correction = "correction";
    public const string Filter = "filter";
    public const string Decomposition = "decomposition";

    public static readonly IReadOnlyList<string> All = [Schedule, Reading, Correction, Filter, Decomposition];

    /// <summary>The kind of this name, in the singular or the plural; null when there is none.</summary>
    public static string? Of(string name) => All.FirstOrDefault(kind => kind == name || kind + "s" == name);

    /// <summary>Of these one must be in the input.</summary>
    public static IReadOnlyList<string> Needs(string kind) => kind switch
    {
        Schedule => ["phrase", "text", "say"],
        Decomposition => ["text", "say", "phrase"],
        _ => ["say", "text"],
    };
}

/// <summary>A set that cannot be used; the message names file and line.</summary>
internal sealed class UnreadableSetException(string file, int number, string problem)
    : Exception($"{file}, line {number} {problem}. Correct that line; evaluation/README.md says what a line holds.");
