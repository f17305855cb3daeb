using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Files.Mirror;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>The skills of an agent as the server has them: of its draft, else of the version that runs.</summary>
/// <param name="Agent">With the references to its skills.</param>
/// <param name="Etag">State of the draft; empty = there is none.</param>
/// <param name="Files">`&lt;skill&gt;/&lt;path&gt;` to the content.</param>
internal sealed record SkillRemote(Agent Agent, string Etag, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files)
{
    private const int Rereads = 5;

    public IReadOnlyDictionary<string, string> Digests { get; }
        = Files.ToDictionary(file => file.Key, file => MirrorFolder.Digest(file.Value.Span), StringComparer.Ordinal);

    public static async Task<SkillRemote> ReadAsync(OmniForgeClient client, string agentId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Rereads; attempt++)
        {
            var agent = await client.Agents.GetAsync(agentId, cancellationToken);
            if ((agent.HasDraft ? await OfDraftAsync(client, agent, cancellationToken) : await OfVersionAsync(client, agent, cancellationToken)) is { } read)
            {
                return read;
            }
        }

        throw new CliException("The agent changes faster than it can be read. Try again in a moment.");
    }

    /// <summary>What the folder remembers when it holds these files.</summary>
    public MirrorManifest Manifest(Uri endpoint) => new(Agent.Id, Agent.Name, endpoint.ToString(), Etag, Agent.Version, Digests);

    // Null when the draft went away in between.
    private static async Task<SkillRemote?> OfDraftAsync(OmniForgeClient client, Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            var draft = await client.Agents.GetDraftAsync(agent.Id, cancellationToken);
            agent.Skills.Clear();
            agent.Skills.Add(draft.Agent.Skills);
            return Checked(agent, draft.Etag, draft.Files.Select(file => (file.Path, file.Content.Memory)));
        }
        catch (OmniForgeException gone) when (gone.Reason == "DRAFT_MISSING")
        {
            return null;
        }
    }

    // Null when something changed while the skills were read one by one.
    private static async Task<SkillRemote?> OfVersionAsync(OmniForgeClient client, Agent agent, CancellationToken cancellationToken)
    {
        var files = new List<(string Path, ReadOnlyMemory<byte> Content)>();
        var filter = new ListSkillsRequest { AgentId = agent.Id, Layer = SkillLayer.Agent };
        await foreach (var listed in client.Skills.ListAsync(filter, cancellationToken))
        {
            var skill = await client.Skills.GetAsync(listed.Id, cancellationToken);
            files.Add(($"{skill.Name}/SKILL.md", System.Text.Encoding.UTF8.GetBytes(skill.Text)));
            files.AddRange(skill.Files.Select(file => ($"{skill.Name}/{file.Path}", file.Content.Memory)));
        }

        var after = await client.Agents.GetAsync(agent.Id, cancellationToken);
        return (after.HasDraft, after.Version) == (false, agent.Version) ? Checked(agent, "", files) : null;
    }

    private static SkillRemote Checked(Agent agent, string etag, IEnumerable<(string Path, ReadOnlyMemory<byte> Content)> files)
    {
        var all = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            if (MirrorFolder.CheckPath(path) is { } problem)
            {
                throw new CliException($"The server holds a file that cannot be kept on this disk: {problem}. Nothing was changed here.");
            }

            all[path] = content;
        }

        return new(agent, etag, all);
    }
}
