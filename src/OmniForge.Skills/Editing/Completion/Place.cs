using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>What stands at the cursor and which word a proposal replaces.</summary>
/// <param name="Kind">What can be written here.</param>
/// <param name="Document">The file.</param>
/// <param name="Offset">The cursor.</param>
/// <param name="Word">What a proposal replaces, around or behind the cursor.</param>
internal sealed record Place(PlaceKind Kind, SkillDocument Document, int Offset, TextSpan Word)
{
    /// <summary>The fields, read without the half-written line where that line hides them.</summary>
    public Frontmatter Fields { get; init; } = Document.Frontmatter;

    /// <summary>The field of a value; empty elsewhere.</summary>
    public string Field { get; init; } = "";

    public ItemShape Shape { get; init; }

    /// <summary>The quote that the word stands in; NUL = none.</summary>
    public char Quote { get; init; }

    /// <summary>The whole item of a list, without its quotes.</summary>
    public TextSpan Item { get; init; }

    /// <summary>The tool in front of the parenthesis in which the cursor stands; empty elsewhere.</summary>
    public string Tool { get; init; } = "";

    /// <summary>What has to follow the word or stands there already.</summary>
    public PlaceEnd End { get; init; }

    /// <summary>What has to stand before a new value: a blank right behind the colon.</summary>
    public string Lead { get; init; } = "";
}

internal enum PlaceKind
{
    Nowhere,

    /// <summary>A file without fields.</summary>
    Start,
    Key,
    Value,
    Item,

    /// <summary>Between the parentheses of a tool.</summary>
    Spec,
    Body,
}

/// <summary>How the items of a list are written.</summary>
internal enum ItemShape
{
    /// <summary>One text, items separated by commas or blanks.</summary>
    Text,

    /// <summary>As above, in a block below <c>|</c> or <c>&gt;</c>.</summary>
    Folded,

    /// <summary>Between brackets.</summary>
    Flow,

    /// <summary>Behind a dash.</summary>
    Block,

    /// <summary>On an indented line that lacks its dash.</summary>
    Bare,
}

internal enum PlaceEnd
{
    Open,

    /// <summary>The colon of a key or the parenthesis of a tool stands there already.</summary>
    Closed,
}
