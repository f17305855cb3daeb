namespace OmniForge.Skills.Permissions;

/// <summary>
/// A command pattern: literal pieces joined by <c>*</c>. A final <c> *</c> or <c>:*</c> is a word boundary: the words before
/// it alone, or followed by a blank and anything.
/// </summary>
internal sealed class CommandPattern
{
    /// <summary>Any command: what a list without parentheses means.</summary>
    public static CommandPattern Any { get; } = new("*", words: false);

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
        spec = spec.Replace(@"\(", "(", StringComparison.Ordinal).Replace(@"\)", ")", StringComparison.Ordinal);
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

    /// <summary>Whether this command may run.</summary>
    /// <param name="command">As read for the skill that calls it.</param>
    /// <param name="place">Where the skill lies whose list this pattern stands in; null = it is no skill's.</param>
    public bool Admits(Command command, SkillPlace? place)
    {
        if (command.Guarded is not null && !GuardedOptions.Spelt(command.Words, _fixed))
        {
            return false;
        }

        var pattern = place is null ? _pattern : place.Resolve(place.Own(_pattern));
        return Wildcard.Matches(pattern, command.Subject) || (_words && Wildcard.Matches(pattern + " *", command.Subject));
    }

    /// <summary>Whether every command that the other pattern admits is admitted here too. Never true without being so.</summary>
    public bool Includes(CommandPattern other)
        => Texts(other).All(text => Texts(this).Any(wide => Wildcard.Matches(wide, text)))
        && (!GuardedOptions.SpellsAny(other._fixed) || other._fixed.All(_fixed.Contains));

    // A star of the other text is a sign like any other, which only a star of the wide one matches.
    private static string[] Texts(CommandPattern pattern)
        => SkillPlace.Symbolic.Resolve(SkillPlace.Symbolic.Own(pattern._pattern)) is var text && pattern._words ? [text, text + " *"] : [text];

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
        var plain = SkillPlace.Symbolic.Resolve(pattern);
        var refused = Command.FirstRefused(plain, except: "*");
        return refused < 0
            ? null
            : $"'{plain[refused]}' is refused in every command: only one simple command can run";
    }
}
