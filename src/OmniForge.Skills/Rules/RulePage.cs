namespace OmniForge.Skills.Rules;

/// <summary>What a person may read about one rule. Plain Markdown throughout, to be shown without the network.</summary>
public sealed record RulePage
{
    internal RulePage()
    {
    }

    /// <summary>Stable for ever, as in "OF3003".</summary>
    public required string Id { get; init; }

    /// <summary>The finding in a few words, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>What the rule looks at and when it speaks.</summary>
    public required string Meaning { get; init; }

    /// <summary>What goes wrong when the finding is left alone.</summary>
    public required string Reason { get; init; }

    /// <summary>How a person removes the finding.</summary>
    public required string Remedy { get; init; }

    /// <summary>Files that raise the rule; the first one is the skill, unless it is named otherwise.</summary>
    public required IReadOnlyList<RuleExample> Bad { get; init; }

    /// <summary>The same files put right; they raise the rule in no profile.</summary>
    public required IReadOnlyList<RuleExample> Good { get; init; }

    /// <summary>Who may decide the fixes that the rule offers; empty = it offers none.</summary>
    public required IReadOnlyList<FixKind> Fixes { get; init; }

    /// <summary>Where the rule comes from: a link to a public document, or "OmniForge".</summary>
    public required string Source { get; init; }

    /// <summary>The day on which the rule was last compared with its source.</summary>
    public required DateOnly VerifiedOn { get; init; }

    /// <summary>The version of the tables with which the rule came, as in "2026.11.1".</summary>
    public required string Since { get; init; }

    /// <summary>The severities, the one of the rule itself first; its variants follow.</summary>
    public required IReadOnlyList<RuleSeverity> Severities { get; init; }

    /// <summary>The whole page, as it stands in the documentation and as <c>--explain</c> shows it.</summary>
    public string ToMarkdown() => RulePageText.Write(this);
}

/// <summary>One file of an example.</summary>
/// <param name="Path">Where it lies, from the folder that holds the skill's folder; null = anywhere.</param>
/// <param name="Shown">The text as a page shows it: <c>‹U+FEFF›</c> stands for a character that nobody could see.</param>
public sealed record RuleExample(string? Path, string Shown)
{
    /// <summary>The text as a file would hold it.</summary>
    public string Text => VisibleText.Read(Shown);
}

/// <summary>How much one rule, or one variant of it, matters in each profile.</summary>
/// <param name="When">For which fields or values the row holds, as the end of a sentence; null = wherever no other row does.</param>
/// <param name="PerProfile">In the order of <see cref="SkillProfile"/>; null = the profile does not evaluate the rule.</param>
public sealed record RuleSeverity(string? When, IReadOnlyList<SkillSeverity?> PerProfile);
