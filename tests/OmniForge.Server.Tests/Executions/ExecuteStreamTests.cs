using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class ExecuteStreamTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_stream_starts_an_execution_and_shows_it_to_the_end()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        using var call = client.Executions.Execute(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "a", Start = new() { AgentId = agent } }, Ct);
        await call.RequestStream.CompleteAsync();
        var frames = await ReadAsync(call);
        Assert.Equal("a", frames[0].Result.FrameId);
        Assert.NotEqual("", frames[0].Result.Start.ExecutionId);
        var events = frames.Select(frame => frame.Event).OfType<ExecutionEvent>().Where(happened => happened.Sequence > 0).ToList();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        Assert.Equal(ExecutionStatus.Succeeded, events[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task Every_later_frame_gets_one_result_and_a_refused_one_does_not_end_the_stream()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        using var call = client.Executions.Execute(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "1", Start = new() { AgentId = agent } }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "2", Cancel = new() { ExecutionId = execution.Id } }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "2", Ping = new() }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "3", Start = new() { AgentId = agent } }, Ct);
        await call.RequestStream.CompleteAsync();
        var results = (await ReadAsync(call)).Select(frame => frame.Result).OfType<ExecuteResult>().Where(result => result.FrameId != "1").ToList();
        var refused = results.Where(result => result.Error is not null).Select(result => Refused.Of(result.Error).Reason);
        Assert.Subset(new HashSet<string> { "FRAME_TARGET_MISMATCH", "FRAME_OUT_OF_ORDER" }, refused.ToHashSet());
    }

    [Fact]
    public async Task A_stream_that_opens_wrongly_ends_with_the_reason()
    {
        var client = await ClientAsync();
        await Refused.ByAsync("FIRST_FRAME_REQUIRED", () => OpenAsync(client, new() { FrameId = "1", Ping = new() }));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => OpenAsync(client, new() { FrameId = "1", Attach = new() { ExecutionId = "nothing" } }));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => OpenAsync(client, new() { FrameId = "1", Start = new() { AgentId = "nobody" } }));
        await Refused.ByAsync("FIELD_INVALID", () => OpenAsync(client, new() { Ping = new() }));
    }

    private static async Task OpenAsync(TestClient client, ExecuteRequest first)
    {
        using var call = client.Executions.Execute(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(first, Ct);
        await ReadAsync(call);
    }

    private static async Task<List<ExecuteResponse>> ReadAsync(AsyncDuplexStreamingCall<ExecuteRequest, ExecuteResponse> call)
    {
        var frames = new List<ExecuteResponse>();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            frames.Add(call.ResponseStream.Current);
        }

        return frames;
    }
}

public sealed class SqliteExecuteStreamTests(SqliteServer server) : ExecuteStreamTests(server);

public sealed class PostgresExecuteStreamTests(PostgresServer server) : ExecuteStreamTests(server);
