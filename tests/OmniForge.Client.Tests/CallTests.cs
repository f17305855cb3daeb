using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using OmniForge.Client.Tests.Fakes;

namespace OmniForge.Client.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task A_call_the_server_was_not_ready_for_is_repeated_with_the_same_request_id()
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Agents.Refusals.Enqueue(Faults.Refusal(Code.Unavailable, "STORE_UNAVAILABLE"));
        platform.Agents.Refusals.Enqueue(new RpcException(new(StatusCode.Internal, "upstream went away")));
        using var client = platform.Client();

        var created = await client.Agents.CreateAsync(new() { Agent = new() { Name = "A" } }, TestContext.Current.CancellationToken);

        Assert.Equal("A", created.Name);
        Assert.Equal(3, platform.Agents.RequestIds.Count);
        Assert.Single(platform.Agents.RequestIds.Distinct());
        Assert.NotEmpty(platform.Agents.RequestIds.First());
    }

    [Fact]
    public async Task A_request_id_of_the_caller_is_kept()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        await client.Agents.CreateAsync(new() { Agent = new(), RequestId = "mine" }, TestContext.Current.CancellationToken);

        Assert.Equal(["mine"], platform.Agents.RequestIds);
    }

    [Fact]
    public async Task The_pause_the_server_asks_for_is_kept()
    {
        await using var platform = await FakePlatform.StartAsync();
        var asked = TimeSpan.FromSeconds(90);
        platform.Agents.Refusals.Enqueue(
            Faults.Refusal(Code.Unavailable, "MODEL_UNAVAILABLE", new RetryInfo { RetryDelay = Duration.FromTimeSpan(asked) }));
        var clock = new HurriedClock();
        using var client = platform.Client(clock);

        await client.Agents.GetAsync("a1", TestContext.Current.CancellationToken);

        Assert.Contains(asked, clock.Waits);
    }

    [Fact]
    public async Task A_refusal_is_not_repeated_and_carries_reason_metadata_and_fields()
    {
        await using var platform = await FakePlatform.StartAsync();
        var fault = new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "agent.name", Description = "is empty" } } };
        platform.Agents.Refusals.Enqueue(Faults.Refusal(Code.InvalidArgument, "FIELD_INVALID", fault));
        using var client = platform.Client();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => client.Agents.GetAsync("a1", TestContext.Current.CancellationToken));

        Assert.Equal("FIELD_INVALID", refusal.Reason);
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal("refused: FIELD_INVALID", refusal.Message);
        Assert.Equal("test", refusal.Metadata["resource"]);
        Assert.Equal([new FieldFault("agent.name", "is empty")], refusal.Fields);
        Assert.Single(platform.Agents.Credentials);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_given_up_on()
    {
        await using var platform = await FakePlatform.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            platform.Agents.Refusals.Enqueue(Faults.Refusal(Code.Unavailable, "STORE_UNAVAILABLE"));
        }

        using var client = platform.Client();

        var refusal = await Assert.ThrowsAsync<OmniForgeException>(() => client.Agents.GetAsync("a1", TestContext.Current.CancellationToken));

        Assert.Equal("STORE_UNAVAILABLE", refusal.Reason);
        Assert.Equal(5, platform.Agents.Credentials.Count);
    }

    [Fact]
    public async Task Every_call_carries_the_key()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        await client.Agents.GetAsync("a1", TestContext.Current.CancellationToken);

        Assert.Equal(["Bearer of_sk_test"], platform.Agents.Credentials);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_list_is_read_page_after_page(int agents)
    {
        await using var platform = await FakePlatform.StartAsync();
        platform.Agents.Agents = agents;
        using var client = platform.Client();

        var listed = await client.Agents.ListAsync(cancellationToken: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, agents).Select(i => $"a{i}"), listed.Select(a => a.Id));
    }
}
