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
    private const int ShortestAbbreviation = 5;

    private static readonly FrozenDictionary<string, string[]> ByProgram = Load();

    /// <summary>The first word that is such an option; null = none.</summary>
    public static string? In(IReadOnlyList<string> words)
    {
        if (ByProgram.TryGetValue(words[0], out var options))
        {
            for (var i = 1; i < words.Count; i++)
            {
                var word = Word(words, i);
                if (Array.Exists(options, option => Is(word, option)))
                {
                    return words[i];
                }
            }
        }

        return null;
    }

    /// <summary>Whether a pattern's fixed words spell every such option of a command.</summary>
    public static bool Spelt(IReadOnlyList<string> words, IReadOnlyList<string> fixedWords)
    {
        var options = ByProgram[words[0]];
        for (var i = 1; i < words.Count; i++)
        {
            var word = Word(words, i);
            if (Array.Exists(options, option => Is(word, option) && !fixedWords.Any(piece => Is(piece, option))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether fixed words of a pattern spell such an option of the program that they name; one word alone names none.</summary>
    public static bool SpellsAny(IReadOnlyList<string> fixedWords)
        => ByProgram.Any(program => (fixedWords.Count < 2 || Command.Unquoted(fixedWords[0]) == program.Key)
            && fixedWords.Any(word => Array.Exists(program.Value, option => Is(word, option))));

    // "tar xIf sh a.tar": the first word of tar is a bundle of options with or without a dash.
    private static string Word(IReadOnlyList<string> words, int index)
        => index == 1 && words[0] == "tar" && words[1].Length > 0 && char.IsAsciiLetter(words[1][0]) ? "-" + words[1] : words[index];

    // "--pager=less" and "-Ixz" carry the value in the same word, "-xvI" hides the option in a bundle, "--to-com" shortens it.
    private static bool Is(string word, string option)
    {
        if (word == option)
        {
            return true;
        }

        if (word.Length < 2 || word[0] != '-')
        {
            return false;
        }

        if (option.StartsWith("--", StringComparison.Ordinal))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            return name == option || (name.Length >= ShortestAbbreviation && option.StartsWith(name, StringComparison.Ordinal));
        }

        return word.StartsWith(option + "=", StringComparison.Ordinal)
            || (option.Length == 2 && word[1] != '-' && Bundle(word).Contains(option[1]));
    }

    // Letters up to the first other sign: behind it stands a value.
    private static ReadOnlySpan<char> Bundle(string word)
    {
        var letters = word.AsSpan(1);
        var end = letters.IndexOfAnyExceptInRange('A', 'z');
        return end < 0 ? letters : letters[..end];
    }

    private static FrozenDictionary<string, string[]> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("tools.json"));
        return file.RootElement.GetProperty("guarded").GetProperty("options").EnumerateObject().ToFrozenDictionary(
            row => row.Name, row => row.Value.EnumerateArray().Select(option => option.GetString()!).ToArray(), StringComparer.Ordinal);
    }
}
