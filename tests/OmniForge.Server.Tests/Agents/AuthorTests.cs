using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class AuthorTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_session_edits_publishes_and_ends_with_everything_told()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        using var call = client.Agents.Author(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "1", Open = new() { AgentId = agent.Id } }, Ct);
        var etag = "1";
        await call.RequestStream.WriteAsync(new()
        {
            FrameId = "2",
            Edit = AgentSamples.Edit("", etag, AgentSamples.Whole("late-orders/notes.txt", "x")),
        }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "3", Edit = AgentSamples.Edit("", etag, AgentSamples.Whole("late-orders/notes.txt", "y")) }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "4", Publish = new() }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "5", Ping = new() }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "6", Discard = new() { AgentId = "another" } }, Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "6", Ping = new() }, Ct);
        await call.RequestStream.CompleteAsync();
        var frames = await call.ResponseStream.ReadAllAsync(Ct).ToListAsync(Ct);
        var results = frames.Where(frame => frame.Result is not null).Select(frame => frame.Result).ToList();
        Assert.Equal(AuthorResult.OutcomeOneofCase.Accepted, results[0].OutcomeCase);
        Assert.Equal(2UL, results.Single(result => result.FrameId == "2").Edit.Sequence);
        Assert.Equal("DRAFT_CONFLICT", Refused.Of(results.Single(result => result.FrameId == "3").Error).Reason);
        Assert.Equal(1, results.Single(result => result.FrameId == "4").Publish.AgentVersion.Version);
        Assert.Equal(["FRAME_TARGET_MISMATCH", "FRAME_OUT_OF_ORDER"], results.Where(result => result.FrameId == "6").Select(result => Refused.Of(result.Error).Reason));
        var events = frames.Where(frame => frame.Event is not null).Select(frame => frame.Event).ToList();
        Assert.Equal([1UL, 2UL, 3UL], events.Where(happened => happened.Sequence > 0).Select(happened => happened.Sequence));
        Assert.Equal(1, events.Single(happened => happened.DraftPublished is not null).DraftPublished.Version);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Watching_resumes_after_a_sequence_without_a_gap()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var etag = "1";
        for (var i = 0; i < 3; i++)
        {
            etag = (await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, etag, AgentSamples.Whole("late-orders/n.txt", $"{i}")), cancellationToken: Ct)).Etag;
        }

        using var call = client.Agents.WatchDraft(new() { AgentId = agent.Id, AfterSequence = 2 }, cancellationToken: Ct);
        var seen = new List<ulong>();
        await foreach (var frame in call.ResponseStream.ReadAllAsync(Ct))
        {
            seen.AddRange(frame.Event is { Sequence: > 0 } happened ? [happened.Sequence] : []);
            if (frame.ReplayComplete is { } replayed)
            {
                Assert.Equal(4UL, replayed.ThroughSequence);
                await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, etag, AgentSamples.Whole("late-orders/n.txt", "live")), cancellationToken: Ct);
            }

            if (seen.Contains(5))
            {
                break;
            }
        }

        Assert.Equal([3UL, 4UL, 5UL], seen);
    }

    [Fact]
    public async Task A_cursor_beyond_the_end_and_a_missing_draft_are_refused()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        await Refused.ByAsync("DRAFT_MISSING", () => ReadAsync(client, new() { AgentId = agent.Id }));
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, ""), cancellationToken: Ct);
        var refused = await Refused.ByAsync("SEQUENCE_AHEAD", () => ReadAsync(client, new() { AgentId = agent.Id, AfterSequence = 7 }));
        Assert.Equal((StatusCode.OutOfRange, "1"), (refused.Code, refused.Facts["head_sequence"]));
    }

    [Fact]
    public async Task The_first_frame_opens()
    {
        var client = await ClientAsync();
        using var call = client.Agents.Author(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "1", Ping = new() }, Ct);
        await Refused.ByAsync("FIRST_FRAME_REQUIRED", () => call.ResponseStream.MoveNext(Ct));
    }

    private static async Task ReadAsync(TestClient client, WatchDraftRequest request)
    {
        using var call = client.Agents.WatchDraft(request, cancellationToken: Ct);
        await call.ResponseStream.MoveNext(Ct);
    }
}

public sealed class SqliteAuthorTests(SqliteServer server) : AuthorTests(server);

public sealed class PostgresAuthorTests(PostgresServer server) : AuthorTests(server);
