using OmniForge.Files.Linting;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Live;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Features.Diagnostics;

/// <summary>What is wrong with a skill: exactly the findings of the skill library, less what the editor says itself.</summary>
internal sealed class SkillFindings(Session session, Surroundings surroundings, LiveFindings live)
{
    private const string Source = "omniforge";
    private const string NameCharacters = "OF3009";
    private const string NameAndFolder = "OF3010";

    /// <summary>The one finding of a file that cannot be read.</summary>
    public static Diagnostic Unreadable { get; } = new(
        new(new(0, 0), new(0, 0)), 2, FileLinter.Unreadable, Source, "This file cannot be read, so it was not checked. Allow reading it, or exclude it.");

    /// <summary>Changes when something around the documents did.</summary>
    public string Stamp => $"{surroundings.Stamp}.{live.Stamp}";

    /// <summary>The findings of the library, in the order of the text.</summary>
    public IReadOnlyList<SkillDiagnostic> Of(OpenDocument document)
    {
        var found = document.Skill.Validate(surroundings.CheckOf(document.Uri));
        return session.Settings.HostValidates ? [.. found.Where(finding => !EditorSays(finding, document.Skill))] : found;
    }

    /// <summary>The same as the client wants them, then what the platform knows.</summary>
    public IReadOnlyList<Diagnostic> Shown(OpenDocument document)
        => [.. Of(document).Select(finding => Show(finding, document)), .. live.Of(document) is { } failed ? [failed] : Array.Empty<Diagnostic>()];

    public Diagnostic Show(SkillDiagnostic finding, OpenDocument document) => new(
        document.Range(finding.Span, session.Encoding), Severity(finding.Severity), finding.Code, Source, finding.Message);

    // VS Code's own validator for skills checks the characters of a name and that it equals the folder, and nothing else of ours.
    private static bool EditorSays(SkillDiagnostic finding, SkillDocument skill)
        => finding.Code == NameAndFolder
        || (finding.Code == NameCharacters && skill.Name is { } name
            && name.AsSpan().ContainsAnyExcept(System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-")));

    private static int Severity(SkillSeverity severity) => severity switch
    {
        SkillSeverity.Error => 1,
        SkillSeverity.Warning => 2,
        SkillSeverity.Information => 3,
        _ => 4,
    };
}
