namespace OmniForge.Skills.Permissions;

/// <summary>
/// A command pattern: literal pieces joined by <c>*</c>. A final <c> *</c> or <c>:*</c> is a word boundary: the words before
/// it alone, or followed by a blank and anything.
/// </summary>
internal sealed class CommandPattern
{
    private static readonly string[] PathVariables = ["${SKILL_DIR}", "${WORKSPACE}", "${CLAUDE_SKILL_DIR}", "${CLAUDE_PROJECT_DIR}"];

    private readonly string _pattern;
    private readonly bool _words;
    private readonly string[] _fixed;

    private CommandPattern(string pattern, bool words)
    {
        _pattern = pattern;
        _words = words;
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        _fixed = (star < 0 ? pattern : pattern[..star]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    public static CommandPattern? Read(string spec, out string? reason)
    {
        var colon = spec.IndexOf(":*", StringComparison.Ordinal);
        var boundary = colon >= 0 && colon == spec.Length - 2;
        if (colon >= 0 && !boundary)
        {
            reason = "':*' only works at the very end";
            return null;
        }

        var words = boundary || spec.EndsWith(" *", StringComparison.Ordinal);
        var pattern = string.Join(' ', (words ? spec[..^2] : spec).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        reason = Judge(pattern);
        return reason is null ? new(pattern, words) : null;
    }

    public bool Admits(Command command)
    {
        if (command.Guarded is not null && !command.Words.Skip(1).All(word => Open(command, word)))
        {
            return false;
        }

        return _words
            ? Wildcard.Matches(_pattern, command.Subject) || Wildcard.Matches(_pattern + " *", command.Subject)
            : Wildcard.Matches(_pattern, command.Subject);
    }

    private bool Open(Command command, string word) => GuardedOptions.Spelt(command.Words[0], word, _fixed);

    private static string? Judge(string pattern)
    {
        if (pattern.Length == 0)
        {
            return "no command stands before the star";
        }

        var first = pattern.Split(' ')[0];
        if (first.Contains(':', StringComparison.Ordinal))
        {
            return $"no command is called '{first}'; write the command alone, as in 'git log *'";
        }

        // A path variable stays literal until the folder is known; its signs are not shell signs.
        var plain = PathVariables.Aggregate(pattern, (text, variable) => text.Replace(variable, "", StringComparison.Ordinal));
        var refused = Command.FirstRefused(plain, except: "*");
        return refused < 0
            ? null
            : $"'{plain[refused]}' is refused in every command: only one simple command can run";
    }
}
