using System.Collections.Concurrent;
using OmniForge.Files.Linting;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Platform;
using OmniForge.Skills;
using OmniForge.Skills.Editing;

namespace OmniForge.LanguageServer.Workspace;

/// <summary>What is known of the place a document lies in: whose rules apply and what else is in its folder.</summary>
internal sealed class Surroundings(Session session, PlatformLink link, WorkspaceSkills workspace, McpServers mcp)
{
    private readonly ConcurrentDictionary<string, FolderListing> _folders = new(StringComparer.Ordinal);

    // Replaced, never changed: read from any thread.
    private volatile KnownNames _offered = KnownNames.None;

    /// <summary>Grows when something around the documents changed, so that what was found before may be wrong.</summary>
    public int Stamp { get; private set; }

    /// <summary>What the platform offers is another catalogue now.</summary>
    public void TakeCatalogue()
    {
        _offered = new(link.Tools.Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal), new HashSet<string>(), null);
        Stamp++;
    }

    /// <summary>How the file at an address is judged.</summary>
    public SkillCheck CheckOf(string uri)
    {
        var path = SkillUri.Path(uri);
        var place = path is null ? null : new SkillPlace(path, null);
        var folder = place?.FolderName is null ? null : Folder(Path.GetDirectoryName(path)!);
        var profile = session.Settings.Profile ?? place?.Profile ?? SkillProfile.AgentSkills;
        return new(profile)
        {
            // Another program does not have the platform's tools.
            Known = profile is SkillProfile.OmniForge or SkillProfile.OmniForgeStrict ? _offered : KnownNames.None,
            // A text that is a skill by its language only may have any name.
            FileName = place?.FolderName is null ? null : place.FileName,
            FolderName = SkillUri.Folder(uri),
            Bundle = folder,
            ReadBundled = folder is null ? _ => null : folder.Read,
        };
    }

    /// <summary>The same, with the live names that an editor offers.</summary>
    public EditingContext EditingOf(string uri) => new(CheckOf(uri))
    {
        Tools = [.. link.Tools.Select(tool => new LiveTool(
            tool.Name,
            tool.Title.Length > 0 ? tool.Title : null,
            tool.Description.Length > 0 ? tool.Description : null,
            Effect(tool.Effect),
            tool.Integration.Length > 0 ? tool.Integration : null))],
        McpServers = mcp.Known,
        Skills = [.. workspace.Index.Where(indexed => indexed.Root == workspace.Place(uri)?.Root).Select(indexed => indexed.Skill)],
        Path = workspace.Place(uri)?.Path,
    };

    /// <summary>Forgets what was listed of folders; the next check looks again.</summary>
    public void Forget()
    {
        _folders.Clear();
        Stamp++;
    }

    // Listed when a rule first asks, then kept: a keystroke does not touch the disk.
    private FolderListing? Folder(string path)
        => _folders.TryGetValue(path, out var known) ? known
            : Directory.Exists(path) ? _folders.GetOrAdd(path, new FolderListing(path))
            : null;

    private static string? Effect(V1.ToolEffect effect) => effect switch
    {
        V1.ToolEffect.Read => "reads",
        V1.ToolEffect.Write => "writes",
        V1.ToolEffect.External => "reaches outside",
        _ => null,
    };
}
