using System.Text;
using Google.Protobuf;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>A person who has an agent built and comes back in other conversations.</summary>
internal sealed class EditTalk(TestClient client, CancellationToken ct)
{
    /// <summary>Rows in quantity order: three below 10, six below 20.</summary>
    public const string Stock =
        "item,quantity,shelf\nBolts,3,A\nNuts,7,A\nScrews,9,B\nWashers,12,B\nHinges,15,C\nHooks,19,C\nNails,25,D\nPins,40,D\n";

    public string Id { get; private set; } = "";

    public string AgentId { get; private set; } = "";

    public async Task<string> BeginAsync(string agentId = "")
    {
        var begun = await client.Conversations.CreateConversationAsync(new() { TimeZone = "Europe/Berlin", AgentId = agentId }, cancellationToken: ct);
        Id = begun.SessionId;
        return begun.Message;
    }

    public async Task<string> SayAsync(string text)
    {
        var answer = await client.Conversations.SendTurnAsync(new() { ConversationId = Id, Message = text }, cancellationToken: ct);
        Assert.Equal(TurnOutcome.Completed, answer.Outcome);
        return answer.Text;
    }

    public Task PutAsync(string path, string text)
        => client.Files.PutFileAsync(new() { File = new() { Path = path, Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(text)) } }, cancellationToken: ct).ResponseAsync;

    /// <summary>An agent called Stock watch that is on, made in a conversation of its own; a new conversation begins after it.</summary>
    public async Task<string> BuildAsync(string name = "Stock watch")
    {
        await PutAsync("stock.csv", Stock);
        await BeginAsync();
        await SayAsync($"Each evening at 6 check stock.csv and list the items with a quantity below 10. Call it {name}.");
        for (var i = 0; i < 5 && (await ShowAsync()).Phase != ConversationPhase.Complete; i++)
        {
            await SayAsync("yes");
        }

        AgentId = (await ShowAsync()).AgentId;
        Assert.Equal(AgentStatus.Active, (await AgentAsync()).Status);
        await BeginAsync();
        return AgentId;
    }

    public async Task<Conversation> ShowAsync()
        => (await client.Conversations.GetConversationAsync(new() { ConversationId = Id }, cancellationToken: ct)).Conversation;

    public async Task<Agent> AgentAsync() => (await client.Agents.GetAgentAsync(new() { AgentId = AgentId }, cancellationToken: ct)).Agent;

    public async Task<AgentVersion> VersionAsync(int version)
        => (await client.Agents.GetAgentVersionAsync(new() { AgentId = AgentId, Version = version }, cancellationToken: ct)).AgentVersion;

    public async Task<bool> EqualAsync(int one, int other)
    {
        var difference = await client.Agents.DiffAgentVersionsAsync(new() { AgentId = AgentId, FromVersion = one, ToVersion = other }, cancellationToken: ct);
        return difference.FieldChanges.Count + difference.FileDiffs.Count == 0;
    }

    public async Task<IReadOnlyList<Schedule>> SchedulesAsync()
        => (await client.Schedules.ListSchedulesAsync(new() { AgentId = AgentId }, cancellationToken: ct)).Schedules;
}
