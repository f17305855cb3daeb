using System.Collections.Concurrent;
using OmniForge.Files.Mirror;
using OmniForge.Files.Skills;
using OmniForge.LanguageServer.Documents;

namespace OmniForge.LanguageServer.Live;

/// <summary>Which files are skills of an agent on the platform: `&lt;skill&gt;/SKILL.md` in a folder that `omniforge skills pull` made.</summary>
internal sealed class LivePlaces
{
    // The disk is looked at once for each folder, not for each keystroke.
    private readonly ConcurrentDictionary<string, string?> _agents = new(StringComparer.Ordinal);

    /// <summary>Null for a file that belongs to no agent.</summary>
    public LivePlace? Of(string uri)
    {
        if (SkillUri.Path(uri) is not { } path || Path.GetFileName(path) != SkillBundle.MainFile
            || Path.GetDirectoryName(path) is not { } skill || Path.GetDirectoryName(skill) is not { } folder
            || SkillPathRules.CheckName(Path.GetFileName(skill)) is not null)
        {
            return null;
        }

        return _agents.GetOrAdd(folder, AgentOf) is { } agent ? new(agent, Path.GetFileName(skill)) : null;
    }

    /// <summary>Looks at the disk again from now on.</summary>
    public void Forget() => _agents.Clear();

    private static string? AgentOf(string folder)
    {
        try
        {
            return MirrorManifest.Read(folder)?.AgentId;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // The command line says what is wrong with it when it is used.
            return null;
        }
    }
}

/// <summary>One skill of an agent on the platform.</summary>
internal sealed record LivePlace(string AgentId, string Skill);
