using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Connections;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Skills;
using OmniForge.Server.Storage;
using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Reads and judges the content of agents: fields and files together.</summary>
internal sealed class AgentContents(SkillObjects objects, McpCatalogue mcp, ServerTools server, ForgeStore store)
{
    /// <summary>
    /// Adds the files of skills that lie in the tenant layer, in the revision they have now; the reference says which.
    /// A skill of the agent itself wins.
    /// </summary>
    public static async Task<SortedDictionary<string, string>> ResolveAsync(
        ForgeDb db, Agent content, IReadOnlyDictionary<string, string> own, CancellationToken cancellationToken)
    {
        var all = new SortedDictionary<string, string>(own.ToDictionary(), StringComparer.Ordinal);
        var foreign = content.Skills.Where(skill => !own.ContainsKey(SkillManifest.PathOf(skill.Name))).ToList();
        var names = foreign.Select(skill => skill.Name).Distinct().ToList();
        var found = await db.Skills.AsNoTracking().Where(skill => names.Contains(skill.Name))
            .ToDictionaryAsync(skill => skill.Name, skill => new { skill.Revision, skill.Manifest }, cancellationToken);
        foreach (var skill in content.Skills)
        {
            skill.PinnedVersion = "";
            if (foreign.Contains(skill) && found.TryGetValue(skill.Name, out var shared))
            {
                skill.PinnedVersion = shared.Revision.ToString();
                foreach (var (path, digest) in SkillManifest.Read(shared.Manifest))
                {
                    all[path] = digest;
                }
            }

            skill.PinnedDigest = SkillManifest.Digest(all, skill.Name);
        }

        return all;
    }

    /// <summary>The agent's own files of a version: without those that were pinned from the tenant layer.</summary>
    public static SortedDictionary<string, string> OwnFiles(Agent content, IReadOnlyDictionary<string, string> manifest)
    {
        var shared = content.Skills.Where(skill => skill.PinnedVersion.Length > 0).Select(skill => skill.Name).ToHashSet();
        return new(manifest.Where(file => !shared.Contains(SkillManifest.SkillOf(file.Key))).ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>Diagnostics and checklist of content whose skills were resolved.</summary>
    public async Task<AgentCheck> CheckAsync(
        string tenantId, Agent content, IReadOnlyDictionary<string, string> manifest, bool tested, CancellationToken cancellationToken)
    {
        var documents = new Dictionary<string, SkillDocument>(StringComparer.Ordinal);
        var diagnostics = new List<Diagnostic>();
        foreach (var (path, digest) in manifest.Where(file => IsText(file.Key)))
        {
            var skill = SkillManifest.SkillOf(path);
            var document = SkillDocument.Parse(await objects.ReadAsync(tenantId, digest, cancellationToken));
            documents[skill] = document;
            diagnostics.AddRange(document.Check(path, skill));
        }

        diagnostics.AddRange(SkillFlowFindings.Of(content, documents));
        var connected = await UsableConnections.OfAsync(store, tenantId, content.OwnerId, cancellationToken);
        IReadOnlyList<OmniForge.Agents.Tools.ToolDescriptor> tools = McpNames.Mentioned(content.GrantedTools)
            ? [.. server.All, .. await mcp.DescriptorsAsync(tenantId, cancellationToken)]
            : server.All;
        var readiness = AgentReadiness.Check(new(content, documents, diagnostics, tools, connected, tested));
        return new(diagnostics, readiness);
    }

    /// <summary>Diagnostics and checklist of a version.</summary>
    public Task<AgentCheck> CheckAsync(string tenantId, AgentVersionRow version, CancellationToken cancellationToken)
    {
        var content = version.ToContent();
        var tested = version.TestExecutionId.Length > 0 || version.TestOverridden;
        return CheckAsync(tenantId, content.Agent, content.Manifest, tested, cancellationToken);
    }

    /// <summary>Stores the files of a create request and gives their manifest.</summary>
    public async Task<SortedDictionary<string, string>> KeepAsync(string tenantId, IReadOnlyList<SkillFile> files, CancellationToken cancellationToken)
    {
        var manifest = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            SkillManifest.CheckPath(files[i].Path, $"files[{i}].path");
            if (!manifest.TryAdd(files[i].Path, await objects.KeepAsync(tenantId, files[i].Content.Memory, cancellationToken)))
            {
                throw DomainException.Invalid("PATH_INVALID", $"files[{i}].path", $"The file {files[i].Path} is given twice.");
            }
        }

        await CheckSizeAsync(tenantId, manifest, cancellationToken);
        return manifest;
    }

    /// <summary>Refuses skills with too many or too large files, or with names that clash on some system.</summary>
    public async Task CheckSizeAsync(string tenantId, IReadOnlyDictionary<string, string> manifest, CancellationToken cancellationToken)
    {
        if (await objects.ProblemAsync(tenantId, manifest, cancellationToken) is { } problem)
        {
            throw DomainException.Invalid("PATH_INVALID", "files", $"These files cannot be kept: {problem}.");
        }
    }

    private static bool IsText(string path)
        => path.EndsWith("/" + SkillManifest.TextFile, StringComparison.Ordinal) && path.IndexOf('/', StringComparison.Ordinal) == path.Length - SkillManifest.TextFile.Length - 1;
}
