namespace OmniForge.Skills.Editing;

/// <summary>One proposal for the text at the cursor.</summary>
/// <param name="Label">What a list shows.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Edit">Replaces exactly the word under the cursor, on one line of the file.</param>
/// <param name="Detail">A few words beside the label; null = none.</param>
/// <param name="Documentation">Markdown; null = none.</param>
/// <param name="SortText">Orders the list, ordinal.</param>
/// <param name="FilterText">What typed characters are compared with; starts like the replaced text does.</param>
public sealed record SkillCompletion(
    string Label,
    SkillCompletionKind Kind,
    SkillEdit Edit,
    string? Detail,
    string? Documentation,
    string SortText,
    string FilterText);

/// <summary>What a proposal is.</summary>
public enum SkillCompletionKind
{
    Field,
    Value,
    Tool,

    /// <summary>The part of a tool between parentheses: a command, a path or a host.</summary>
    Pattern,
    Variable,
    File,
    Skill,

    /// <summary>A frame of several lines.</summary>
    Template,
}
