using System.Text.Json;
using System.Text.Json.Serialization;
using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>One folder of a golden case: a file byte for byte, and what is known of its place.</summary>
internal sealed class GoldenCase
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private GoldenCase(string folder, GoldenPlace place)
    {
        Folder = folder;
        Place = place;
        Bytes = File.ReadAllBytes(Path.Combine(folder, "SKILL.md"));
        Document = SkillDocument.Parse(Bytes);
    }

    public string Folder { get; }

    public GoldenPlace Place { get; }

    public byte[] Bytes { get; }

    public SkillDocument Document { get; }

    /// <summary>Whose fixes, form and proposals the case shows: this platform's, unless it judges by another profile only.</summary>
    public SkillCheck Main => Check(Place.Profiles.Contains(SkillProfile.OmniForge) ? SkillProfile.OmniForge : Place.Profiles[0]);

    public IEnumerable<SkillCheck> Checks => Place.Profiles.Select(Check);

    public static GoldenCase Open(string folder)
    {
        var path = Path.Combine(folder, "check.json");
        return new(folder, File.Exists(path) ? JsonSerializer.Deserialize<GoldenPlace>(File.ReadAllText(path), Json)! : new());
    }

    public SkillCheck Check(SkillProfile profile) => new(profile)
    {
        FolderName = Place.Folder ?? Document.Name,
        FileName = Place.File,
        Bundle = Place.Bundle is { } files ? [.. files.Select(file => new BundleFile(file.Path, file.Size, file.Kind))] : null,
        ReadBundled = path => Place.Bundle?.FirstOrDefault(file => file.Path == path)?.Text,
        Grant = Place.Grant is { } grant ? ToolList.Parse(grant) : null,
        Known = new(Place.Tools.ToHashSet(), Place.Fields.ToHashSet(), Place.Models?.ToHashSet()),
        Today = Place.Today,
        Rules = new(Place.Rules, Place.MaxLines),
    };
}

/// <summary>What a case's <c>check.json</c> may say. Without it: all profiles, a folder that is named like the skill.</summary>
internal sealed record GoldenPlace
{
    public IReadOnlyList<SkillProfile> Profiles { get; init; } = Enum.GetValues<SkillProfile>();

    /// <summary>Whether comments that silence rules are obeyed, as the checker does and a server does not.</summary>
    public bool Comments { get; init; }

    public string? Folder { get; init; }

    public string File { get; init; } = "SKILL.md";

    public IReadOnlyList<GoldenFile>? Bundle { get; init; }

    public IReadOnlyList<string>? Grant { get; init; }

    public IReadOnlyList<string> Tools { get; init; } = [];

    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<string>? Models { get; init; }

    public Dictionary<string, SkillSeverity?> Rules { get; init; } = [];

    /// <summary>A place as "line:column", both in code points from 1, at which proposals are asked for.</summary>
    public string? CompleteAt { get; init; }

    public DateOnly? Today { get; init; }

    public int MaxLines { get; init; } = RuleSettings.Default.MaxLines;
}

/// <summary>One bundled file of a case; its text only where a rule reads it.</summary>
internal sealed record GoldenFile(string Path, long Size = 0, BundleFileKind Kind = BundleFileKind.File, string? Text = null);
