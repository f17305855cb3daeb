namespace OmniForge.Skills.Substitution;

/// <summary>One piece of a body.</summary>
internal readonly record struct Segment(SegmentKind Kind, TextSpan Span, string Value)
{
    /// <summary>Whether it stands in a fenced block or a code span. Placeholders are replaced there too.</summary>
    public bool InCode { get; init; }
}

internal enum SegmentKind
{
    /// <summary>Stays as it is; its value is the text to keep.</summary>
    Literal,

    /// <summary>The whole argument text.</summary>
    Arguments,

    /// <summary>One argument; its value is the index.</summary>
    Argument,

    /// <summary>A step setting; its value is the name.</summary>
    Setting,

    /// <summary>A <c>${…}</c> that stands for something; its value is the name.</summary>
    Variable,

    /// <summary>A <c>${…}</c> that nobody knows; stays as written.</summary>
    UnknownVariable,

    /// <summary>An embedded command; its value is the command line.</summary>
    Command,
}
