using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.Agents.Running;
using OmniForge.Files;
using OmniForge.V1;

namespace OmniForge.Client.Standalone;

/// <summary>
/// An agent defined in code: the same skills, permissions and runner as on the platform, in this process. Deploying it makes the same
/// agent there.
/// </summary>
/// <example>
/// <code>
/// var agent = Agent.Define("Project report", "skills/project-report");
/// var test = await agent.TestAsync();
/// var run = await agent.RunAsync();
/// await agent.DeployAsync(client);
/// </code>
/// </example>
public sealed class Agent
{
    private readonly AgentSettings _settings;

    /// <summary>Creates an agent from skills that were read already.</summary>
    public Agent(string name, IReadOnlyList<SkillFolder> skills, AgentSettings? settings = null)
    {
        if (skills.Count == 0)
        {
            throw new ArgumentException("An agent needs at least one skill.", nameof(skills));
        }

        _settings = settings ?? new();
        Name = name;
        Skills = [.. skills.OrderBy(skill => skill.Order)];
    }

    /// <summary>Name of the agent.</summary>
    public string Name { get; }

    /// <summary>Its skills in the order they run.</summary>
    public IReadOnlyList<SkillFolder> Skills { get; }

    /// <summary>The most any of its skills may use.</summary>
    public IReadOnlyList<string> GrantedTools => _settings.GrantedTools
        ?? (Skills.All(skill => skill.Document.AllowedTools is not null)
            ? [.. Skills.SelectMany(skill => skill.Document.AllowedTools!.Items).Select(item => item.Text).Distinct(StringComparer.Ordinal)]
            : [.. _settings.Tools.Select(tool => tool.Descriptor.Name)]);

    /// <summary>Creates an agent from folders with a SKILL.md each; they run one after another in this order.</summary>
    /// <exception cref="SkillFolderException">A folder holds no usable skill.</exception>
    public static Agent Define(string name, params string[] skillFolders) => Define(name, new AgentSettings(), skillFolders);

    /// <summary>Creates an agent from folders, with settings.</summary>
    /// <exception cref="SkillFolderException">A folder holds no usable skill.</exception>
    public static Agent Define(string name, AgentSettings settings, params string[] skillFolders)
        => new(name, [.. skillFolders.Select((folder, index) => SkillFolder.Read(folder, index + 1))], settings);

    /// <summary>A dry run: everything is read, nothing is changed, every change is predicted. False = a test with real calls.</summary>
    public Task<RunReport> TestAsync(
        bool dryRun = true, JsonObject? input = null, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default)
        => RunAsync(dryRun ? RunMode.DryRun : RunMode.Test, input, progress, cancellationToken);

    /// <summary>Runs it for real, in this process.</summary>
    public Task<RunReport> RunAsync(
        JsonObject? input = null, IProgress<RunEvent>? progress = null, CancellationToken cancellationToken = default)
        => RunAsync(RunMode.Live, input, progress, cancellationToken);

    /// <summary>
    /// Makes the same agent on the platform, published and not switched on. Deploying the same agent again under the same
    /// <paramref name="agentId"/> is refused with `ID_TAKEN`.
    /// </summary>
    /// <param name="client">The platform.</param>
    /// <param name="agentId">Chosen id; empty = the platform makes one.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<V1.Agent> DeployAsync(OmniForgeClient client, string agentId = "", CancellationToken cancellationToken = default)
    {
        var request = new CreateAgentRequest { AgentId = agentId, Publish = true, Agent = new() { Name = Name, Description = Description } };
        request.Agent.GrantedTools.AddRange(GrantedTools);
        foreach (var skill in Skills)
        {
            request.Agent.Skills.Add(new SkillRef { Name = skill.Name, Order = skill.Order });
            request.Files.AddRange(skill.Files.Select(
                file => new SkillFile { Path = $"{skill.Name}/{file.Key}", Content = ByteString.CopyFrom(file.Value) }));
        }

        return client.Agents.CreateAsync(request, cancellationToken);
    }

    private string Description => _settings.Description ?? Skills[0].Document.Description ?? "";

    private async Task<RunReport> RunAsync(
        RunMode mode, JsonObject? input, IProgress<RunEvent>? progress, CancellationToken cancellationToken)
    {
        using var workspace = new FolderWorkspace(_settings.Workspace);
        var log = new MemoryLog(progress);
        var outcome = await new AgentRunner(_settings.Time).RunAsync(
            new RunRequest
            {
                ExecutionId = Guid.CreateVersion7(_settings.Time.GetUtcNow()).ToString("N"),
                Plan = Plan(),
                Input = input?.DeepClone().AsObject() ?? [],
                Mode = mode,
                Model = _settings.Model,
                Tools = _settings.Tools,
                Workspace = workspace,
                StartedAt = _settings.Time.GetUtcNow(),
                TimeZone = _settings.TimeZone,
            },
            log,
            cancellationToken).ConfigureAwait(false);
        return new(outcome, log.Events, workspace.Root);
    }

    private AgentPlan Plan() => new()
    {
        AgentId = Name,
        Name = Name,
        GrantedTools = GrantedTools,
        Limits = _settings.Limits,
        Skills =
        [
            .. Skills.Select(skill => new OmniForge.Agents.Running.PlannedSkill
            {
                Key = skill.Name,
                Name = skill.Name,
                Order = skill.Order,
                Text = skill.Document.Text,
                Digest = skill.Digest,
            }),
        ],
    };
}
