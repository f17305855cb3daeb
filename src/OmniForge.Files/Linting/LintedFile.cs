using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>What checking one file brought; small, so that those of thousands of files can be kept.</summary>
/// <param name="Shown">The file's path as reports print it.</param>
/// <param name="FullPath">Where it lies; null = standard input.</param>
public sealed record LintedFile(string Shown, string? FullPath)
{
    /// <summary>In the order of place and id.</summary>
    public IReadOnlyList<LintFinding> Findings { get; init; } = [];

    /// <summary>Whose rules were applied; empty when the file was not read.</summary>
    public IReadOnlyList<SkillProfile> Profiles { get; init; } = [];

    /// <summary>Findings that a comment with a reason or the baseline keeps out of <see cref="Findings"/>.</summary>
    public int Kept { get; init; }

    /// <summary>Comments in the file that keep findings back, not yet applied; null = there are none.</summary>
    public Suppressions? Comments { get; init; }

    /// <summary>The skill as it stands among others; null once it was compared with them, or when it was not read.</summary>
    public SkillInSet? Member { get; init; }

    /// <summary>The baseline that the file's configuration names, by its full path; null = none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Why the file could not be checked; null = it was.</summary>
    public string? Fault { get; init; }

    /// <summary>The level from which findings of this file count as failed, from its configuration; null = not set there.</summary>
    public FailLevel? FailOn { get; init; }
}
