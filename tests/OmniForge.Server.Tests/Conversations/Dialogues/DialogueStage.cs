using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations.Dialogues;

/// <summary>One person with a server, the doubles of the providers and a workspace; every reply is held to plain words.</summary>
internal sealed partial class DialogueStage : IAsyncDisposable
{
    private AccountTalk _talk = null!;
    private string _zone = "";

    private DialogueStage(ConnectionStage stage, TestClient client) => (Stage, Client) = (stage, client);

    public ConnectionStage Stage { get; }

    public TestClient Client { get; }

    public AccountTalk Talk => _talk;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DialogueStage> SetAsync(string databaseUrl = "", string zone = "Europe/Berlin", Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? replace = null)
    {
        var stage = await ConnectionStage.SetAsync(databaseUrl, Ct, replace);
        var dialogue = new DialogueStage(stage, await stage.Server.ClientAsync(Ct)) { _zone = zone };
        await dialogue.BeginAsync();
        return dialogue;
    }

    /// <summary>A new conversation of the same person.</summary>
    public async Task BeginAsync()
        => _talk = new(Client, (await Client.Conversations.CreateConversationAsync(new() { TimeZone = _zone }, cancellationToken: Ct)).SessionId);

    /// <summary>The reply to one message.</summary>
    public async Task<string> SayAsync(string text)
    {
        var answer = await AnswerAsync(text);
        return answer.Text;
    }

    public async Task<SendTurnResponse> AnswerAsync(string text)
    {
        var answer = await _talk.SayAsync(text, Ct);
        Assert.Equal(TurnOutcome.Completed, answer.Outcome);
        PlainTalk(answer.Text);
        return answer;
    }

    /// <summary>Several messages; the reply to the last.</summary>
    public async Task<string> SayAllAsync(params string[] lines)
    {
        var reply = "";
        foreach (var line in lines)
        {
            reply = await SayAsync(line);
        }

        return reply;
    }

    /// <summary>Follows the link of a reply to its end; what the server says then by itself.</summary>
    public async Task<string> SignInAsync(SendTurnResponse answer)
    {
        Assert.True(answer.OauthUrl.Length > 0, answer.Text);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, answer.OauthUrl, Ct);
        var heard = await _talk.HearAsync(Ct);
        PlainTalk(heard);
        return heard;
    }

    public async Task ConnectAsync(params string[] integrations)
    {
        foreach (var integration in integrations)
        {
            var begun = await Client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
            using var browser = ConnectionStage.Browser();
            await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
        }
    }

    public Task PutAsync(string path, params string[] lines)
        => Client.Files.PutFileAsync(
            new() { File = new() { Path = path, Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")) } }, cancellationToken: Ct).ResponseAsync;

    /// <summary>A file that the agent in hand has written.</summary>
    public async Task<string> ReadAsync(string path)
        => (await Client.Files.GetFileAsync(new() { Path = path, AgentId = (await ShowAsync()).AgentId }, cancellationToken: Ct)).File.Content.ToStringUtf8();

    public Task<Conversation> ShowAsync() => _talk.ShowAsync(Ct);

    public async Task<Agent> AgentAsync()
        => (await Client.Agents.GetAgentAsync(new() { AgentId = (await ShowAsync()).AgentId }, cancellationToken: Ct)).Agent;

    public async Task<IReadOnlyList<Schedule>> SchedulesAsync()
        => (await Client.Schedules.ListSchedulesAsync(new() { AgentId = (await ShowAsync()).AgentId }, cancellationToken: Ct)).Schedules;

    /// <summary>When the agent runs, as "cron zone", in order.</summary>
    public async Task<IReadOnlyList<string>> TimesAsync() => [.. (await SchedulesAsync()).Select(schedule => $"{schedule.Cron} {schedule.TimeZone}").Order()];

    public async Task<IReadOnlyList<Execution>> RunsAsync()
        => (await Client.Executions.ListExecutionsAsync(new() { AgentId = (await ShowAsync()).AgentId }, cancellationToken: Ct)).Executions;

    /// <summary>What is known of the wish, by its key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> KnownAsync()
        => (await ShowAsync()).Requirements.ToDictionary(known => known.Key, known => known.Value);

    /// <summary>The last plan that was told: key, order, what it depends on and its condition.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync()
        => [.. (await _talk.EventsAsync(Ct)).Select(happened => happened.PlanChanged).OfType<PlanChanged>().Last().Skills
            .Select(skill => $"{skill.Key} {skill.Order} {string.Join(',', skill.DependsOn)} {skill.Condition}".TrimEnd())];

    public async Task<Proposal> ProposalAsync() => Assert.Single((await ShowAsync()).OpenProposals);

    /// <summary>Reports that were posted to a channel, oldest first; what people wrote there has no bold heading.</summary>
    public IReadOnlyList<string> Posts(string channel)
        => [.. Stage.Doubles.Slack.HarborStudio.Messages(channel).Where(message => message.Text.Contains('*', StringComparison.Ordinal)).Select(message => message.Text)];

    /// <summary>Words in quotation marks, lines of tables and lists and names of files are the person's own.</summary>
    public static void PlainTalk(string reply)
    {
        var own = string.Join('\n', reply.Split('\n').Where(line => !line.StartsWith('|') && !line.StartsWith("- **", StringComparison.Ordinal)));
        Assert.DoesNotMatch(Barred(), Own().Replace(own, ""));
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    [GeneratedRegex("\"[^\"]*\"|[A-Za-z0-9_-]+\\.(?:csv|json|md)|https?://\\S+")]
    private static partial Regex Own();

    [GeneratedRegex(@"\b(web[- ]?hook|api|oauth|json|yaml|cron|regex|orchestrat)\w*\b|\b[A-Z]+_[A-Z]+\b|[a-z]_[a-z]|Exception|\* \*", RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}
