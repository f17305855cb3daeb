namespace OmniForge.Skills.Rules.Links;

/// <summary>Something in the body that names a file.</summary>
/// <param name="Span">The path as written, without anchor and title.</param>
/// <param name="Kind">How it is written.</param>
internal readonly record struct BodyLink(TextSpan Span, LinkKind Kind);

internal enum LinkKind
{
    /// <summary>A link, an image or the definition of a reference.</summary>
    Markdown,

    /// <summary>A path in a code span.</summary>
    Code,
}
