namespace OmniForge.Skills.Rules;

/// <summary>One known field.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Kind">The shape of its value.</param>
/// <param name="Accepted">Per profile: whether the field has its meaning there.</param>
/// <param name="OfAgent">Whether it belongs to the agent instead of the skill.</param>
internal sealed record FieldSpec(string Name, FieldKind Kind, IReadOnlyList<bool> Accepted, bool OfAgent);

internal enum FieldKind
{
    Text,
    Tools,
    Boolean,
    Number,
    Labels,
    Metadata,

    /// <summary>A text or a list of texts.</summary>
    Texts,
    Map,
    Any,
}
