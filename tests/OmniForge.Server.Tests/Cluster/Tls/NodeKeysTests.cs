using System.Net;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Cluster.Tls;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Cluster.Tls;

/// <summary>How often the list is read, and what counts while it cannot be.</summary>
public sealed class NodeKeysTests : IDisposable
{
    private static readonly IPEndPoint At = new(IPAddress.Parse("10.0.0.1"), 7001);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly NodeKeys _keys;
    private IReadOnlyList<NodeKeys.Listed> _listed = [new("a", At)];
    private Func<CancellationToken, Task> _trouble = _ => Task.CompletedTask;
    private int _reads;

    public NodeKeysTests() => _keys = new(ReadAsync, _clock);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task A_thousand_strangers_cost_one_read_a_second()
    {
        Assert.True(await _keys.HasAsync("a", Ct));
        var strangers = Enumerable.Range(0, 1000).Select(n => _keys.HasAsync($"stranger-{n}", Ct)).ToList();
        Assert.Equal(1, _reads);
        Assert.True(await _keys.HasAsync("a", Ct));
        _clock.Advance(Second);
        Assert.DoesNotContain(true, await Task.WhenAll(strangers).WaitAsync(Patience.Limit, Ct));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task Strangers_one_after_the_other_cost_no_more()
    {
        Assert.False(await _keys.HasAsync("stranger", Ct));
        for (var reads = 1; reads <= 20; reads++)
        {
            var next = _keys.HasAsync("stranger", Ct);
            Assert.Equal((false, reads), (next.IsCompleted, _reads));
            _clock.Advance(Second);
            Assert.False(await next.WaitAsync(Patience.Limit, Ct));
        }
    }

    [Fact]
    public async Task One_who_hangs_up_while_the_list_is_read_does_not_have_it_read_again()
    {
        var held = new TaskCompletionSource();
        _trouble = _ => held.Task;
        using var impatient = new CancellationTokenSource();
        var first = _keys.HasAsync("stranger", impatient.Token);
        await impatient.CancelAsync();
        var second = _keys.HasAsync("stranger", Ct);
        Assert.Equal((1, false, false), (_reads, first.IsCompleted, second.IsCompleted));
        held.SetResult();
        Assert.False(await first.WaitAsync(Patience.Limit, Ct));
        Assert.Equal((1, false), (_reads, second.IsCompleted));
        Assert.False(await AfterASecondAsync(second));
        Assert.Equal(2, _reads);
    }

    [Fact]
    public async Task A_node_that_has_just_been_listed_is_found_though_the_list_was_just_read()
    {
        Assert.True(await _keys.HasAsync("a", Ct));
        _listed = [.. _listed, new("b", At)];
        var asked = _keys.HasAsync("b", Ct);
        Assert.False(asked.IsCompleted);
        _clock.Advance(Second);
        Assert.True(await asked.WaitAsync(Patience.Limit, Ct));
    }

    [Fact]
    public async Task A_node_that_is_listed_no_longer_is_forgotten_within_a_second()
    {
        Assert.True(await _keys.HasAsync("a", Ct));
        _listed = [];
        Assert.True(await _keys.HasAsync("a", Ct));
        _clock.Advance(Second);
        Assert.False(await _keys.HasAsync("a", Ct));
    }

    [Fact]
    public async Task A_key_counts_at_the_address_of_its_node_only()
    {
        Assert.True(await _keys.HasAsync("a", At, Ct));
        Assert.False(await AfterASecondAsync(_keys.HasAsync("a", new IPEndPoint(At.Address, At.Port + 1), Ct)));
        Assert.False(await AfterASecondAsync(_keys.HasAsync("a", new IPEndPoint(IPAddress.Parse("10.0.0.2"), At.Port), Ct)));
    }

    [Fact]
    public async Task While_the_database_is_away_the_nodes_of_before_count_and_nobody_else()
    {
        Assert.True(await _keys.HasAsync("a", Ct));
        _trouble = _ => throw new Npgsql.NpgsqlException("away", new System.Net.Sockets.SocketException());
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await _keys.HasAsync("a", Ct));
        Assert.False(await AfterASecondAsync(_keys.HasAsync("b", Ct)));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_for_three_seconds_is_away()
    {
        Assert.True(await _keys.HasAsync("a", Ct));
        _trouble = cancellationToken => Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(5));
        var asked = _keys.HasAsync("a", Ct);
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(await asked.WaitAsync(Patience.Limit, Ct));
    }

    private async Task<bool> AfterASecondAsync(Task<bool> answer)
    {
        _clock.Advance(Second);
        return await answer.WaitAsync(Patience.Limit, Ct);
    }

    private async Task<IReadOnlyList<NodeKeys.Listed>> ReadAsync(CancellationToken cancellationToken)
    {
        _reads++;
        await _trouble(cancellationToken);
        return _listed;
    }
}
