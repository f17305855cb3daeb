using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Evaluation;

/// <summary>One line of a set: something a person said, and what it must be read as.</summary>
internal sealed record EvaluationLine(string Id, string Kind, JsonObject Input, JsonObject Expect)
{
    /// <summary>Null for an empty line. Throws <see cref="UnreadableSetException"/> with the place for one that cannot be used.</summary>
    public static EvaluationLine? Parse(string text, string file, int number)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        JsonObject line;
        try
        {
            line = JsonNode.Parse(text) as JsonObject ?? throw new UnreadableSetException(file, number, "is no object");
        }
        catch (JsonException trouble)
        {
            throw new UnreadableSetException(file, number, $"cannot be read as JSON ({trouble.Message})");
        }

        var kind = Json.Text(line["kind"])?.ToLowerInvariant()
            ?? throw new UnreadableSetException(file, number, "has no \"kind\"");
        if (!Kinds.All.Contains(kind))
        {
            throw new UnreadableSetException(file, number, $"has the unknown kind \"{kind}\"; known are {string.Join(", ", Kinds.All)}");
        }

        var input = line["input"] as JsonObject ?? throw new UnreadableSetException(file, number, "has no \"input\" object");
        if (!Kinds.Needs(kind).Any(name => input[name] is not null))
        {
            throw new UnreadableSetException(file, number, $"has no \"{Kinds.Needs(kind)[0]}\" in its input");
        }

        var expect = line["expect"] as JsonObject ?? throw new UnreadableSetException(file, number, "has no \"expect\" object");
        return new(Json.Text(line["id"]) ?? $"{Path.GetFileName(file)}:{number}", kind, input, expect);
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
