using System.Text.Json;

namespace OmniForge.Skills.Steps;

/// <summary>Checks that a block is one JSON object.</summary>
internal static class ScriptJson
{
    private const string HalfCharacter = "it holds half of a character, which no file can keep. Write the character again.";

    /// <summary>What is wrong and on which 0-based line of the block; null = nothing.</summary>
    public static (int Line, string Message)? Fault(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text);
            _ = Collect(read.RootElement).Count();
            return read.RootElement.ValueKind == JsonValueKind.Object
                ? null
                : (0, "it must be an object, written between '{' and '}'.");
        }
        catch (ArgumentException)
        {
            return (0, HalfCharacter);
        }
        catch (InvalidOperationException)
        {
            return (0, HalfCharacter);
        }
        catch (JsonException broken)
        {
            var line = (int)(broken.LineNumber ?? 0);
            return string.IsNullOrWhiteSpace(text)
                ? (0, "it is empty. Write {} when the tool needs no arguments.")
                : (line, $"something is wrong at character {(broken.BytePositionInLine ?? 0) + 1} of this line. "
                    + "Check quotes, commas and brackets; {{names}} belong inside quotes.");
        }
    }

    /// <summary>All strings of a valid block, names of members excepted.</summary>
    public static IEnumerable<string> Strings(string text)
    {
        using var read = JsonDocument.Parse(text);
        return Collect(read.RootElement).ToList();
    }

    private static IEnumerable<string> Collect(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Collect(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Collect),
        _ => [],
    };
}
