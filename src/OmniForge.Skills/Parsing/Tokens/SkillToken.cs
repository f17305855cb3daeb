namespace OmniForge.Skills;

/// <summary>One piece of a file. All pieces together are the file.</summary>
public readonly record struct SkillToken(SkillTokenKind Kind, TextSpan Span);

/// <summary>What a piece of a file is.</summary>
public enum SkillTokenKind
{
    /// <summary>Three dashes around the fields, or what was meant as such.</summary>
    Fence,

    /// <summary>The name of a field, or of a value below one.</summary>
    Key,
    Colon,

    /// <summary>The dash in front of a list item.</summary>
    Dash,

    /// <summary>A bracket, a brace or a comma of a list on one line.</summary>
    Bracket,

    /// <summary>A value without quotes, or text that could not be read.</summary>
    Text,

    /// <summary>A value in quotes, with them.</summary>
    QuotedText,

    /// <summary>A value below '|' or '&gt;', with that sign.</summary>
    BlockText,
    Comment,

    /// <summary>Blanks and tabs.</summary>
    Blank,
    LineEnd,

    /// <summary>The instructions, as one piece.</summary>
    Body,
}
