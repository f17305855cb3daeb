using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Permissions;

/// <summary>
/// Options by which a listed program starts another one, deletes, or takes settings from elsewhere. Extra depth; the sandbox is
/// the boundary. The list is <c>Data/tools.json</c>.
/// </summary>
internal static class GuardedOptions
{
    private static readonly FrozenDictionary<string, string[]> ByProgram = Load();

    public static string? In(IReadOnlyList<string> words)
        => ByProgram.TryGetValue(words[0], out var options)
            ? words.Skip(1).FirstOrDefault(word => options.Any(option => Is(word, option)))
            : null;

    /// <summary>Whether a pattern's fixed words spell the option that this word uses.</summary>
    public static bool Spelt(string program, string word, IReadOnlyList<string> fixedWords)
        => ByProgram.TryGetValue(program, out var options)
        && options.Where(option => Is(word, option)).All(option => fixedWords.Any(piece => Is(piece, option)));

    // "--pager=less" and "-Ixz" carry the value in the same word.
    private static bool Is(string word, string option)
        => word == option
        || word.StartsWith(option + "=", StringComparison.Ordinal)
        || (option.Length == 2 && word.Length > 2 && word.StartsWith(option, StringComparison.Ordinal) && word[1] != '-');

    private static FrozenDictionary<string, string[]> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("tools.json"));
        return file.RootElement.GetProperty("guarded").GetProperty("options").EnumerateObject().ToFrozenDictionary(
            row => row.Name, row => row.Value.EnumerateArray().Select(option => option.GetString()!).ToArray(), StringComparer.Ordinal);
    }
}
