namespace OmniForge.Skills;

/// <summary>One way to remove a finding.</summary>
/// <param name="Title">What it does, as a button or a menu would say it.</param>
/// <param name="Kind">Who may decide to apply it.</param>
/// <param name="Edits">Replacements in the text as it was checked; they never overlap.</param>
public sealed record SkillFix(string Title, FixKind Kind, IReadOnlyList<SkillEdit> Edits)
{
    public static SkillFix Safe(string title, TextSpan span, string newText) => new(title, FixKind.Safe, [new(span, newText)]);

    public static SkillFix Choice(string title, TextSpan span, string newText) => new(title, FixKind.Choice, [new(span, newText)]);
}

/// <summary>The replacement of one stretch of text.</summary>
public readonly record struct SkillEdit(TextSpan Span, string NewText);

/// <summary>Who may decide to apply a fix.</summary>
public enum FixKind
{
    /// <summary>
    /// A machine may: it removes its finding, adds none, keeps what the author meant, and never widens what the skill may do.
    /// </summary>
    Safe,

    /// <summary>A person must choose: there are several, or something written is given up.</summary>
    Choice,

    /// <summary>Only together with the platform: the value moves to the agent, or an account is connected.</summary>
    Platform,
}
