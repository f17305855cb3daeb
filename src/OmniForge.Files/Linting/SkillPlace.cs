using OmniForge.Files.Skills;
using OmniForge.Skills;

namespace OmniForge.Files.Linting;

/// <summary>What the path of a file tells about it.</summary>
/// <param name="fullPath">Of the file.</param>
/// <param name="dataRoot">Data folder of a server on this machine; null = not known.</param>
public sealed class SkillPlace(string fullPath, string? dataRoot)
{
    private const string DataFolder = ".omniforge";

    private readonly string[] _parts = fullPath.Split(Path.DirectorySeparatorChar, '/');

    /// <summary>The name of the file itself.</summary>
    public string FileName => _parts[^1];

    /// <summary>The skill's folder by name; null when the file is not spelt SKILL.md in any casing, so that its folder says nothing.</summary>
    public string? FolderName
        => _parts.Length > 1 && _parts[^2].Length > 0 && FileName.Equals(SkillBundle.MainFile, StringComparison.OrdinalIgnoreCase) ? _parts[^2] : null;

    /// <summary>Whose rules apply when nobody says: the platform's below its storage, Claude Code's below `.claude`, else the open ones.</summary>
    public SkillProfile Profile => Layer is not null ? SkillProfile.OmniForge
        : _parts.AsSpan(0, _parts.Length - 1).Contains(".claude") ? SkillProfile.ClaudeCode
        : SkillProfile.AgentSkills;

    /// <summary>The layer of the platform's storage that holds the file; null = it lies elsewhere.</summary>
    public SkillLayerKind? Layer
        => _parts is not [.., var above, "skills", _, _] ? null
            : _parts is [.., "tenants", _, "agents", _, "skills", _, _] ? SkillLayerKind.Agent
            : _parts is [.., "tenants", _, "skills", _, _] ? SkillLayerKind.Tenant
            : above is "public" && BelowData ? SkillLayerKind.Public
            : above is "global" && BelowData ? SkillLayerKind.Global
            : null;

    // Many projects have a folder called public; only below a data folder it is a layer.
    private bool BelowData
        => _parts.AsSpan(0, _parts.Length - 4).Contains(DataFolder)
            || (dataRoot is not null && Path.GetDirectoryName(fullPath) is { } folder && RealPath.IsInside(folder, Path.GetFullPath(dataRoot)));
}
