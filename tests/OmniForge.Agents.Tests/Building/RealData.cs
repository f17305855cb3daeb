using OmniForge.Agents.Building;
using OmniForge.Agents.Tools.Tables;
using OmniForge.TestKit;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;

namespace OmniForge.Agents.Tests.Building;

/// <summary>Conversations over public files of thousands of rows.</summary>
internal static class RealData
{
    private static readonly Dictionary<string, TableProfile> Profiles = [];

    public static async Task<Dialogue> DialogueAsync(string file, CancellationToken cancellationToken)
    {
        var workspace = new MemoryWorkspace();
        workspace.Put(file, await VegaData.ReadAsync(file, cancellationToken));
        TableProfile? profile;
        lock (Profiles)
        {
            Profiles.TryGetValue(file, out profile);
        }

        profile ??= await TableProfile.ReadAsync(workspace, file, TimeZoneInfo.Utc, cancellationToken);
        lock (Profiles)
        {
            Profiles[file] = profile;
        }

        return new(new BuilderWorld(Tables.Now, "Europe/Berlin", [profile], [], [], [], false), workspace);
    }
}
