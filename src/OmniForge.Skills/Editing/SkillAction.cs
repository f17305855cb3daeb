namespace OmniForge.Skills.Editing;

/// <summary>One change that an author can pick.</summary>
/// <param name="Title">What it does, as a button or a menu would say it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Edits">Replacements that never overlap, in the order of the text.</param>
public sealed record SkillAction(string Title, SkillActionKind Kind, IReadOnlyList<SkillEdit> Edits)
{
    /// <summary>The finding that it removes; null = it is about the whole file.</summary>
    public SkillDiagnostic? Finding { get; init; }

    /// <summary>Who may decide it. A choice by default.</summary>
    public FixKind Decision { get; init; } = FixKind.Choice;
}

/// <summary>Which actions are worked out.</summary>
public enum SkillActionScope
{
    Everything,

    /// <summary>Only those of the findings; what changes the whole file costs most.</summary>
    Findings,
}

/// <summary>What an action is for.</summary>
public enum SkillActionKind
{
    /// <summary>Removes one finding by putting the text right.</summary>
    Fix,

    /// <summary>Removes every finding that a machine may.</summary>
    FixAll,

    /// <summary>Brings the fields into their usual order and form.</summary>
    Organise,

    /// <summary>Hides one finding with a comment that has to say why.</summary>
    Suppress,
}
