using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>The commands that the instructions show, as patterns that admit them and their like.</summary>
internal static class ShellCommands
{
    private const int Most = 60;
    private static readonly string[] Shells = ["sh", "bash", "shell", "zsh", "console", "terminal", "shellscript"];

    // Programs whose second word says what is done.
    private static readonly HashSet<string> WithVerbs = new(StringComparer.Ordinal)
    {
        "apt", "aws", "az", "brew", "bundle", "cargo", "composer", "docker", "dotnet", "gcloud", "gh", "git", "glab", "go", "gradle",
        "helm", "kubectl", "make", "mise", "mvn", "npm", "pip", "pip3", "pnpm", "podman", "poetry", "rustup", "systemctl", "terraform",
        "uv", "yarn",
    };

    /// <summary>Patterns for <c>Bash(…)</c> in the order of the text, embedded commands first and exactly as they stand.</summary>
    public static IReadOnlyList<string> Patterns(SkillDocument document)
    {
        var found = new List<string>();
        foreach (var segment in document.Segments)
        {
            if (segment.Kind == SegmentKind.Command && Command.Read(segment.Value, out _, SkillPlace.Symbolic) is not null)
            {
                found.Add(segment.Value.Trim());
            }
        }

        foreach (var segment in document.Segments.Where(segment => segment.Kind == SegmentKind.Command))
        {
            Add(found, segment.Value);
        }

        foreach (var block in document.Map.Blocks)
        {
            if (Shells.Contains(block.Info.Split(' ')[0], StringComparer.OrdinalIgnoreCase))
            {
                foreach (var line in document.Text.AsSpan(block.Inner.Start, block.Inner.Length).EnumerateLines())
                {
                    Add(found, line.Length > 2_000 ? "" : line.ToString());
                }
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal).Where(pattern => !ToolPattern.Parse($"Bash({pattern})").IsDead).Take(Most)];
    }

    private static void Add(List<string> found, string line)
    {
        var text = line.Trim();
        text = text.StartsWith("$ ", StringComparison.Ordinal) ? text[2..] : text;
        if (text.StartsWith('#') || found.Count > Most * 4)
        {
            return;
        }

        foreach (var simple in text.Split(["&&", "||", ";", "|"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Pattern(simple.Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { } pattern)
            {
                found.Add(pattern);
            }
        }
    }

    /// <summary>Null when no pattern is narrow enough, or the line starts with no command.</summary>
    private static string? Pattern(string[] words)
    {
        if (words.Length == 0 || !words[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '+'))
        {
            return null;
        }

        if (NameTable.Interpreters.Contains(words[0]))
        {
            return words.Length > 1 && words[1].Contains('.', StringComparison.Ordinal) && words[1][0] is not ('-' or '.')
                ? $"{words[0]} {words[1]} *"
                : null;
        }

        return WithVerbs.Contains(words[0]) && words.Length > 1 && IsVerb(words[1])
            ? words[1] == "run" && words.Length > 2 && IsVerb(words[2]) ? $"{words[0]} run {words[2]} *" : $"{words[0]} {words[1]} *"
            : WithVerbs.Contains(words[0]) ? null : $"{words[0]} *";
    }

    private static bool IsVerb(string word)
        => char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_') && word[^1] != ':';
}
