namespace OmniForge.Skills.Rules.Safety;

/// <summary>The words of a command line as far as a rule needs them: quotes, parentheses and prompts are left out.</summary>
internal static class CommandWords
{
    private static readonly char[] Gaps = [' ', '\t', '"', '\'', '`', '(', ')', ',', '{', '}'];
    private static readonly string[] Ends = [";", "&&", "||", "|", "&"];
    private static readonly string[] Interpreters =
    [
        "sh", "bash", "zsh", "dash", "ksh", "fish", "python", "python3", "perl", "ruby", "node", "deno", "php", "pwsh", "powershell", "iex",
        "invoke-expression",
    ];

    public static string[] Of(string text) => text.Split(Gaps, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The commands of a line, cut where one ends and the next begins.</summary>
    public static IEnumerable<string[]> Commands(string line) => line.Split(Ends, StringSplitOptions.RemoveEmptyEntries).Select(Of);

    public static bool IsInterpreter(string word) => Interpreters.Contains(Name(word));

    /// <summary>The program of a command: its first word behind prompts, sudo and settings, without its folder, in lower case.</summary>
    public static string Program(IEnumerable<string> words) => Name(Bare(words).FirstOrDefault() ?? "");

    public static IEnumerable<string> Bare(IEnumerable<string> words)
        => words.SkipWhile(word => word is "sudo" or "$" or "#" or ">" or "!" or "env" or "exec" or "-E" or "-H" || IsSetting(word));

    private static bool IsSetting(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 && char.IsAsciiLetterUpper(word[0]);

    private static string Name(string word) => word[(word.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
