using System.Text.Json.Nodes;
using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Agents and their executions, as an editor shows and starts them.</summary>
internal sealed class AgentsDesk(PlatformLink link, ExecutionWatch watch)
{
    private const int MostAgents = 200;
    private const int DefaultExecutions = 20;
    private const int MostNotices = 50;

    public Task<AgentsResult> ListAsync(CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var next = await NextRunsAsync(client, cancellationToken).ConfigureAwait(false);
        var agents = new List<AgentItem>();
        await foreach (var agent in client.Agents.ListAsync(cancellationToken: cancellationToken).Take(MostAgents).ConfigureAwait(false))
        {
            agents.Add(Item(agent, next.GetValueOrDefault(agent.Id)));
        }

        return new AgentsResult(agents);
    });

    public Task<ExecutionsResult> ExecutionsAsync(ExecutionsParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var filter = new ListExecutionsRequest { AgentId = asked.AgentId, PageSize = Math.Clamp(asked.Limit ?? DefaultExecutions, 1, 100) };
        var found = new List<ExecutionItem>();
        await foreach (var execution in client.Executions.ListAsync(filter, cancellationToken).Take(filter.PageSize).ConfigureAwait(false))
        {
            found.Add(PlatformWords.Of(execution));
        }

        return new ExecutionsResult(found);
    });

    public Task<RunResult> RunAsync(RunParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var started = await client.Executions.StartAsync(Request(asked), cancellationToken).ConfigureAwait(false);
        watch.Follow(client, started.ExecutionId, asked.AgentId, 0);
        return new RunResult(started.ExecutionId);
    });

    public Task<NoParams> WatchAsync(ExecutionParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var execution = await client.Executions.GetAsync(asked.ExecutionId, cancellationToken: cancellationToken).ConfigureAwait(false);
        watch.Follow(client, execution.Id, execution.AgentId, asked.AfterSequence ?? 0);
        return new NoParams();
    });

    public Task<NoParams> CancelAsync(ExecutionParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        await client.Executions.CancelAsync(asked.ExecutionId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new NoParams();
    });

    /// <summary>What nobody has read yet.</summary>
    public Task<InboxResult> InboxAsync(CancellationToken cancellationToken) => AskAsync(async client =>
    {
        var items = new List<InboxItem>();
        await foreach (var notice in client.Notices.ListAsync(cancellationToken: cancellationToken).Take(MostNotices).ConfigureAwait(false))
        {
            items.Add(PlatformWords.Of(notice));
        }

        return new InboxResult(items);
    });

    public Task<InboxReadResult> InboxReadAsync(InboxReadParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
        new InboxReadResult(await client.Notices.MarkReadAsync(asked.Ids, cancellationToken).ConfigureAwait(false)));

    public Task<AgentItem> ActivateAsync(AgentParams asked, CancellationToken cancellationToken)
        => AskAsync(async client => Item(await client.Agents.ActivateAsync(asked.AgentId, cancellationToken).ConfigureAwait(false), null));

    public Task<AgentItem> PauseAsync(AgentParams asked, CancellationToken cancellationToken)
        => AskAsync(async client => Item(await client.Agents.PauseAsync(asked.AgentId, cancellationToken).ConfigureAwait(false), null));

    public Task<ShareResult> ShareAsync(ShareParams asked, CancellationToken cancellationToken) => AskAsync(async client =>
    {
        try
        {
            var content = await File.ReadAllBytesAsync(asked.Path, cancellationToken).ConfigureAwait(false);
            var file = await client.Files.PutAsync(Path.GetFileName(asked.Path), content, cancellationToken).ConfigureAwait(false);
            return new ShareResult(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LspException(LspException.RequestFailed, $"{asked.Path} cannot be read: {error.Message}", "FILE_UNREADABLE");
        }
    });

    private async Task<T> AskAsync<T>(Func<OmniForgeClient, Task<T>> ask)
    {
        try
        {
            return await ask(link.Client()).ConfigureAwait(false);
        }
        catch (OmniForgeException refusal)
        {
            throw PlatformFailures.Refused(refusal);
        }
    }

    private static StartExecutionRequest Request(RunParams asked)
    {
        var request = new StartExecutionRequest
        {
            AgentId = asked.AgentId,
            Mode = asked.Mode == "live" ? ExecutionMode.Live : ExecutionMode.DryRun,
        };
        if (asked.Arguments is { Length: > 0 } arguments)
        {
            var input = new JsonObject { ["arguments"] = arguments };
            request.InputData = Google.Protobuf.JsonParser.Default.Parse<Google.Protobuf.WellKnownTypes.Struct>(input.ToJsonString());
        }

        return request;
    }

    private static async Task<Dictionary<string, string>> NextRunsAsync(OmniForgeClient client, CancellationToken cancellationToken)
    {
        var next = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var schedule in client.Schedules.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (schedule.NextFireTimes.Count > 0 && PlatformWords.Time(schedule.NextFireTimes[0]) is { } time
                && (!next.TryGetValue(schedule.AgentId, out var known) || string.CompareOrdinal(time, known) < 0))
            {
                next[schedule.AgentId] = time;
            }
        }

        return next;
    }

    private static AgentItem Item(Agent agent, string? nextRun) => new(
        agent.Id,
        agent.Name,
        PlatformWords.Of(agent.Status),
        agent.Description,
        nextRun,
        [.. agent.Skills.OrderBy(skill => skill.Order).Select(skill => skill.Name)]);
}
