using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Requests for runs, and the one place that calls the runner.</summary>
internal static class Runs
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock() => new(Start);

    public static PlannedSkill Skill(string name, int order = 1, string body = "Do it.", string? tools = null) => new()
    {
        Key = name,
        Name = name,
        Order = order,
        Text = $"---\nname: {name}\ndescription: Test skill\n{(tools is null ? "" : $"allowed-tools: {tools}\n")}---\n{body}\n",
        Digest = $"digest-of-{name}",
    };

    public static RunRequest Request(IChatClient model, IReadOnlyList<PlannedSkill> skills, params ITool[] tools) => new()
    {
        ExecutionId = "e1",
        Plan = new AgentPlan
        {
            AgentId = "a1",
            Name = "Reporter",
            Skills = skills,
            GrantedTools = [.. tools.Select(t => t.Descriptor.Name)],
        },
        Input = [],
        Model = model,
        Tools = tools,
        Workspace = new MemoryWorkspace(),
        StartedAt = Start,
    };

    public static Task<RunOutcome> RunAsync(RunRequest request, ListLog log, TimeProvider? time = null)
        => new AgentRunner(time ?? Clock()).RunAsync(request, log, TestContext.Current.CancellationToken);

    public static JsonObject Json(string text) => (JsonObject)JsonNode.Parse(text)!;
}
