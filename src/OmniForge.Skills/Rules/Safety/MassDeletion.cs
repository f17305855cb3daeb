namespace OmniForge.Skills.Rules.Safety;

/// <summary>Recognises a line that deletes a whole disk, home or working folder.</summary>
internal static class MassDeletion
{
    private static readonly string[] Everything =
    [
        "/", "/*", "~", "~/", "~/*", "$HOME", "$HOME/", "$HOME/*", "*", "./*", ".", "./", "..", "../", "../*", "/home", "/etc", "/usr", "/var",
        "/Users", "C:\\", "C:/", "C:\\*", "$env:USERPROFILE",
    ];

    public static bool IsIn(string line) => CommandWords.Commands(line.Replace("${HOME}", "$HOME", StringComparison.Ordinal)).Any(IsIn);

    private static bool IsIn(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var rest = words[(i + 1)..];
            var hit = words[i].ToLowerInvariant() switch
            {
                "rm" => Recursive(rest) && rest.Any(IsEverything),
                "remove-item" => rest.Any(word => word.StartsWith("-rec", StringComparison.OrdinalIgnoreCase)) && rest.Any(IsEverything),
                "find" => rest.Length > 1 && IsRoot(rest[0]) && rest.Contains("-delete"),
                "dd" => rest.Any(word => word.StartsWith("of=/dev/", StringComparison.Ordinal) && word.Length > 8 && word != "of=/dev/null"),
                "shutil.rmtree" => rest.Any(IsRoot),
                "del" or "rd" or "rmdir" => rest.Any(word => word is "/s" or "/S") && rest.Any(IsDrive),
                "format" => rest.Length > 0 && rest[0].Length == 2 && IsDrive(rest[0]),
                var word => word.StartsWith("mkfs", StringComparison.Ordinal) && rest.Any(target => target.StartsWith("/dev/", StringComparison.Ordinal)),
            };
            if (hit)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Recursive(string[] words)
    {
        var (deep, forced) = (false, false);
        foreach (var word in words.Where(word => word.StartsWith('-')))
        {
            var isLong = word.StartsWith("--", StringComparison.Ordinal);
            deep |= isLong ? word == "--recursive" : word.AsSpan().ContainsAny('r', 'R');
            forced |= isLong ? word is "--force" or "--no-preserve-root" : word.Contains('f', StringComparison.Ordinal);
        }

        return deep && forced;
    }

    private static bool IsEverything(string word) => Everything.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static bool IsRoot(string word) => word is "/" or "~" or "~/" or "$HOME" or "/home" or "/etc" or "/usr" or "/var";

    private static bool IsDrive(string word) => word.Length is >= 2 and <= 4 && char.IsAsciiLetter(word[0]) && word[1] == ':';
}
