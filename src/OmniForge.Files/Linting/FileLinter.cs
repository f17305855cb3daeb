using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>Checks one file with everything its place tells.</summary>
public sealed class FileLinter(LintSettings settings)
{
    public const string Unreadable = "OF8006";

    /// <summary>Checks a file on disk. A file that cannot be read and a fault of a rule become part of the answer.</summary>
    public LintedFile Check(FoundFile file)
    {
        try
        {
            return Check(file.Shown, file.FullPath, FileBytes.Read(file.FullPath));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unread(file.Shown, file.FullPath, "This file cannot be read, so it was not checked. Allow reading it, or exclude it.");
        }
    }

    /// <summary>Checks bytes as if they lay at a path.</summary>
    /// <param name="shown">The path as reports print it.</param>
    /// <param name="fullPath">Null = the place is not known, so nothing that depends on it is judged.</param>
    /// <param name="bytes">The file.</param>
    public LintedFile Check(string shown, string? fullPath, FileBytes bytes)
    {
        try
        {
            return Judge(new(shown, fullPath), fullPath is null ? null : new SkillPlace(fullPath, settings.DataRoot), bytes);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(shown, fullPath)
            {
                Fault = $"A rule failed inside omniforge ({fault.GetType().Name}: {fault.Message}), so this file is not fully checked. Please report it.",
            };
        }
    }

    /// <summary>The answer for something that is no readable file.</summary>
    public static LintedFile Unread(string shown, string? fullPath, string message) => new(shown, fullPath)
    {
        Findings = [LintFinding.OfFile(Unreadable, SkillSeverity.Warning, message)],
        Fault = message,
    };

    /// <summary>How one profile checks a file at a place.</summary>
    public SkillCheck CheckOf(SkillProfile profile, SkillPlace? place, FolderListing? folder) => new(profile)
    {
        FileName = place?.FileName,
        FolderName = place?.FolderName,
        Bundle = folder,
        ReadBundled = folder is null ? _ => null : folder.Read,
        Rules = settings.Rules,
    };

    private LintedFile Judge(LintedFile file, SkillPlace? place, FileBytes bytes)
    {
        var document = SkillDocument.Parse(bytes.Content);
        var folder = place?.FolderName is not null && Path.GetDirectoryName(file.FullPath) is { } path && Directory.Exists(path)
            ? new FolderListing(path)
            : null;
        var profiles = settings.Profiles ?? [place?.Profile ?? SkillProfile.AgentSkills];
        return file with
        {
            Profiles = profiles,
            Findings = LintFindings.Of(
                document, bytes.Content,
                [.. profiles.Select(profile => new ProfileFindings(profile, document.Validate(CheckOf(profile, place, folder))))]),
        };
    }
}

/// <summary>What one run of checks goes by.</summary>
public sealed record LintSettings
{
    /// <summary>Whose rules apply; null = each file's own place decides.</summary>
    public IReadOnlyList<SkillProfile>? Profiles { get; init; }

    /// <summary>Data folder of a server on this machine; null = not known.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Severities and limits set by the caller; they win over those of a configuration.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;
}
