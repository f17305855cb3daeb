using Google.Protobuf;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

/// <summary>Agents that are easy to make.</summary>
internal static class AgentSamples
{
    public const string Skill = """
        ---
        name: late-orders
        description: Lists the orders that are late. Use when somebody asks what is late.
        allowed-tools: [table_query]
        ---

        # Late orders

        Read orders.csv and list what is late.

        """;

    public static SkillFile File(string text = Skill, string path = "late-orders/SKILL.md")
        => new() { Path = path, Content = ByteString.CopyFromUtf8(text) };

    /// <summary>A create request of an agent with one sound skill.</summary>
    public static CreateAgentRequest Request(string name = "Late orders", bool publish = false)
    {
        var request = new CreateAgentRequest { Agent = new() { Name = name }, Publish = publish };
        request.Agent.Skills.Add(new SkillRef { Name = "late-orders" });
        request.Agent.GrantedTools.Add("table_query");
        request.Files.Add(File());
        return request;
    }

    public static async Task<Agent> NewAgentAsync(this TestClient client, CancellationToken cancellationToken, bool publish = true, string name = "Late orders")
        => (await client.Agents.CreateAgentAsync(Request(name, publish), cancellationToken: cancellationToken)).Agent;

    /// <summary>An agent that is switched on.</summary>
    public static async Task<Agent> NewActiveAgentAsync(this TestClient client, CancellationToken cancellationToken)
    {
        var agent = await client.NewAgentAsync(cancellationToken);
        var request = new ActivateAgentRequest { AgentId = agent.Id, OverrideTest = true };
        return (await client.Agents.ActivateAgentAsync(request, cancellationToken: cancellationToken)).Agent;
    }

    public static EditDraftRequest Edit(string agentId, string etag, params FileEdit[] edits)
    {
        var request = new EditDraftRequest { AgentId = agentId, BaseEtag = etag };
        request.FileEdits.Add(edits);
        return request;
    }

    public static FileEdit Whole(string path, string text) => new() { Path = path, Content = ByteString.CopyFromUtf8(text) };
}
