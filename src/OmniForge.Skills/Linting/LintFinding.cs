namespace OmniForge.Skills.Linting;

/// <summary>One finding as a report shows it: independent of the document it was found in.</summary>
/// <param name="Id">Of the rule, as in OF3013.</param>
/// <param name="Severity">The strongest one among the profiles.</param>
/// <param name="Message">What is wrong, what it causes, what to do.</param>
/// <param name="Start">Where the wrong text starts.</param>
/// <param name="End">Just behind the wrong text; equal to the start for a place between two characters.</param>
public sealed record LintFinding(string Id, SkillSeverity Severity, string Message, TextPlace Start, TextPlace End)
{
    /// <summary>The profiles that raise it, in the order of the enumeration; empty where profiles play no part.</summary>
    public IReadOnlyList<SkillProfile> Profiles { get; init; } = [];

    /// <summary>Keys from the outside in, joined by '/'; empty in the body and outside of skills.</summary>
    public string KeyPath { get; init; } = "";

    /// <summary>The line in which the wrong text starts, without its break.</summary>
    public string Line { get; init; } = "";

    /// <summary>Ways to remove it, best first.</summary>
    public IReadOnlyList<PlacedFix> Fixes { get; init; } = [];

    /// <summary>A finding about a file as a whole.</summary>
    public static LintFinding OfFile(string id, SkillSeverity severity, string message)
        => new(id, severity, message, TextPlace.Start, TextPlace.Start);

    /// <summary>Names the finding although its line moves: a hash of rule, path, key path and the text of the line.</summary>
    /// <param name="path">The path of the file as seen from the place where fingerprints are kept.</param>
    public string Fingerprint(string path) => Fingerprints.Of(Id, path, KeyPath, Line.Trim());
}

/// <summary>One way to remove a finding, with its edits placed in the file.</summary>
public sealed record PlacedFix(string Title, FixKind Kind, IReadOnlyList<PlacedEdit> Edits);

/// <summary>The replacement of one stretch of a file.</summary>
public sealed record PlacedEdit(TextPlace Start, TextPlace End, string NewText);
