using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Streams;

public abstract class ExecutionFeedTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task The_present_is_what_has_not_ended_and_then_every_last_state_arrives()
    {
        var client = await ClientAsync();
        var (agent, asking) = (await StepAgents.CountAndWriteAsync(client), await AskingAsync(client));
        await StepAgents.RunAsync(client, new() { AgentId = agent });
        var waiting = await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput);
        using var feed = new ExecutionFeedReader(client);
        var present = await feed.PresentAsync();
        Assert.Equal([(waiting, ExecutionStatus.WaitingForInput)], present.Select(one => (one.Id, one.Status)));

        var started = await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct);
        var seen = await feed.UntilAsync(started.ExecutionId, ExecutionStatus.Succeeded);
        Assert.Equal(seen.Order(), seen);
        Assert.NotEmpty(feed.Last.Execution.Result.Fields);

        await client.Executions.CancelExecutionAsync(new() { ExecutionId = waiting }, cancellationToken: Ct);
        await feed.UntilAsync(waiting, ExecutionStatus.Cancelled);
    }

    [Fact]
    public async Task A_reader_that_comes_back_with_a_token_is_told_what_changed_meanwhile_and_nothing_else()
    {
        var client = await ClientAsync();
        var (agent, asking) = (await StepAgents.CountAndWriteAsync(client), await AskingAsync(client));
        var untouched = await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput);
        var touched = await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput);
        string token;
        using (var feed = new ExecutionFeedReader(client))
        {
            Assert.Equal([untouched, touched], (await feed.PresentAsync()).Select(one => one.Id));
            token = feed.Token;
        }

        var born = (await StepAgents.RunAsync(client, new() { AgentId = agent })).Id;
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = touched }, cancellationToken: Ct);
        await StepAgents.UntilAsync(client, touched, happened => happened.ExecutionFinished is not null);

        using var again = new ExecutionFeedReader(client, new() { ResumeToken = token });
        Assert.Equal(
            [(born, ExecutionStatus.Succeeded), (touched, ExecutionStatus.Cancelled)], (await again.PresentAsync()).Select(one => (one.Id, one.Status)));
        using var quiet = new ExecutionFeedReader(client, new() { ResumeToken = again.Token });
        Assert.Empty(await quiet.PresentAsync());
    }

    [Fact]
    public async Task A_reader_cut_off_anywhere_goes_on_behind_the_last_frame_it_has()
    {
        var client = await ClientAsync();
        var asking = await AskingAsync(client);
        var all = new HashSet<string>();
        for (var i = 0; i < 5; i++)
        {
            all.Add(await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput));
        }

        var seen = new List<string>();
        var token = "";
        while (true)
        {
            using var feed = new ExecutionFeedReader(client, new() { ResumeToken = token });
            var frame = await feed.NextAsync();
            token = feed.Token;
            if (frame.ReplayComplete is not null)
            {
                break;
            }

            seen.Add(frame.Execution.Id);
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(all, seen.ToHashSet());
    }

    [Fact]
    public async Task More_than_fits_into_one_page_comes_whole_also_to_a_reader_who_takes_his_time()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        using var feed = new ExecutionFeedReader(client, new() { LiveOnly = true });
        Assert.Empty(await feed.PresentAsync());
        var started = await Task.WhenAll(Enumerable.Range(0, 230).Select(_ => StepAgents.RunAsync(client, new() { AgentId = agent })));

        // Nothing was read while all of them ran: what waited was never more than a page.
        var open = started.Select(one => one.Id).ToHashSet();
        while (open.Count > 0)
        {
            if ((await feed.NextAsync()).Execution is { Status: ExecutionStatus.Succeeded } ended)
            {
                open.Remove(ended.Id);
            }
        }
    }

    [Fact]
    public async Task Filters_hold_for_the_present_and_for_changes()
    {
        var client = await ClientAsync();
        var (agent, asking) = (await StepAgents.CountAndWriteAsync(client), await AskingAsync(client));
        var waiting = await StepAgents.StartUntilAsync(client, new() { AgentId = asking }, ExecutionStatus.WaitingForInput);
        using var ofAgent = new ExecutionFeedReader(client, new() { AgentId = agent });
        using var ended = new ExecutionFeedReader(client, new() { Statuses = { ExecutionStatus.Cancelled, ExecutionStatus.Succeeded } });
        Assert.Empty(await ofAgent.PresentAsync());
        Assert.Empty(await ended.PresentAsync());

        await client.Executions.CancelExecutionAsync(new() { ExecutionId = waiting }, cancellationToken: Ct);
        Assert.Equal([ExecutionStatus.Cancelled], await ended.UntilAsync(waiting, ExecutionStatus.Cancelled));
        var run = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal([ExecutionStatus.Succeeded], await ended.UntilAsync(run.Id, ExecutionStatus.Succeeded));
        while ((await ofAgent.NextAsync()).Execution is not { Status: ExecutionStatus.Succeeded })
        {
            Assert.NotEqual(waiting, ofAgent.Last.Execution?.Id);
        }
    }

    [Fact]
    public async Task Nothing_of_another_tenant_is_shown_and_nobody_else_can_use_a_token()
    {
        var (mine, theirs) = (await ClientAsync(), await ClientAsync());
        using var feed = new ExecutionFeedReader(mine);
        Assert.Empty(await feed.PresentAsync());
        var foreign = await AskingAsync(theirs);
        await StepAgents.StartUntilAsync(theirs, new() { AgentId = foreign }, ExecutionStatus.WaitingForInput);
        var own = await StepAgents.RunAsync(mine, new() { AgentId = await StepAgents.CountAndWriteAsync(mine) });
        while ((await feed.NextAsync()).Execution is not { Status: ExecutionStatus.Succeeded })
        {
            Assert.Equal(own.Id, feed.Last.Execution?.Id ?? own.Id);
        }

        Assert.Equal(own.Id, feed.Last.Execution?.Id);

        await RefusedAsync(theirs, new() { ResumeToken = feed.Token });
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => FirstAsync(mine, new() { AgentId = foreign }));
    }

    [Fact]
    public async Task A_token_that_is_not_of_this_feed_with_these_filters_is_refused_with_what_to_do()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        using var feed = new ExecutionFeedReader(client, new() { AgentId = agent, Statuses = { ExecutionStatus.Failed, ExecutionStatus.Running } });
        await feed.PresentAsync();
        await RefusedAsync(client, new() { ResumeToken = "nonsense" });
        await RefusedAsync(client, new() { ResumeToken = "AAAA" });
        await RefusedAsync(client, new() { ResumeToken = feed.Token });
        await RefusedAsync(client, new() { AgentId = agent, Statuses = { ExecutionStatus.Failed }, ResumeToken = feed.Token });
        var bent = feed.Token[..^1] + (feed.Token[^1] == 'A' ? 'Q' : 'A');
        await RefusedAsync(client, new() { AgentId = agent, Statuses = { ExecutionStatus.Failed, ExecutionStatus.Running }, ResumeToken = bent });
        using var agents = client.Agents.WatchAgents(new() { AgentId = agent, ResumeToken = feed.Token }, cancellationToken: Ct);
        await Refused.ByAsync("RESUME_TOKEN_INVALID", () => agents.ResponseStream.MoveNext(Ct));

        // The order of the statuses is not part of the filter.
        using var same = new ExecutionFeedReader(
            client, new() { AgentId = agent, Statuses = { ExecutionStatus.Running, ExecutionStatus.Failed, ExecutionStatus.Running }, ResumeToken = feed.Token });
        Assert.Empty(await same.PresentAsync());
    }

    [Fact]
    public async Task REST_gives_lines_and_a_role_that_may_not_read_is_refused()
    {
        var client = await ClientAsync();
        var waiting = await StepAgents.StartUntilAsync(client, new() { AgentId = await AskingAsync(client) }, ExecutionStatus.WaitingForInput);
        using var rest = client.Rest();
        await using var stream = await rest.GetStreamAsync("/api/v1/executions/watch?statuses=EXECUTION_STATUS_WAITING_FOR_INPUT", Ct);
        using var lines = new StreamReader(stream);
        var first = JsonDocument.Parse((await lines.ReadLineAsync(Ct))!).RootElement;
        Assert.Equal(waiting, first.GetProperty("execution").GetProperty("id").GetString());
        Assert.NotEqual("", first.GetProperty("resume_token").GetString());
        var nobody = Server.Calls(null);
        using var refused = new ExecutionService.ExecutionServiceClient(nobody).WatchExecutions(new(), cancellationToken: Ct);
        await Refused.ByAsync("CREDENTIAL_MISSING", () => refused.ResponseStream.MoveNext(Ct));
    }

    [Fact]
    public async Task The_present_is_read_by_an_index_of_what_has_not_ended()
    {
        await using var db = Get<ForgeStore>().Open((await ClientAsync()).TenantId);
        await db.Database.OpenConnectionAsync(Ct);
        await using var command = ExecutionFeed.Unfinished(db).Within(new(null, await Get<FeedClock>().NowAsync(Ct), null)).Take(10).CreateDbCommand();
        if (Get<ForgeStore>().Postgres)
        {
            // A handful of rows is read faster without an index.
            await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off", Ct);
        }

        command.CommandText = (Get<ForgeStore>().Postgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var plan = "";
        while (await reader.ReadAsync(Ct))
        {
            plan += reader.GetValue(reader.FieldCount - 1) + "\n";
        }

        Assert.Contains("IX_executions_owner_status", plan, StringComparison.Ordinal);
    }

    internal static Task<string> AskingAsync(TestClient client) => StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));

    private static async Task RefusedAsync(TestClient client, WatchExecutionsRequest request)
    {
        var refused = await Refused.ByAsync("RESUME_TOKEN_INVALID", () => FirstAsync(client, request));
        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Contains("without it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["resume_token"], refused.Fields);
    }

    private static async Task FirstAsync(TestClient client, WatchExecutionsRequest request)
    {
        using var call = client.Executions.WatchExecutions(request, cancellationToken: Ct);
        await call.ResponseStream.MoveNext(Ct);
    }
}

public sealed class SqliteExecutionFeedTests(SqliteServer server) : ExecutionFeedTests(server);

public sealed class PostgresExecutionFeedTests(PostgresServer server) : ExecutionFeedTests(server);
