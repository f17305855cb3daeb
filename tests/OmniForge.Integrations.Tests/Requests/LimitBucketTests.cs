using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.TestKit;

namespace OmniForge.Integrations.Tests.Requests;

public sealed class LimitBucketTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly LimitBucket _bucket;
    private readonly List<string> _served = [];
    private readonly List<Task> _waiting = [];

    public LimitBucketTests() => _bucket = new(new Limit(1, TimeSpan.FromSeconds(1), 2), "Harbor", _clock);

    public void Dispose() => _bucket.Dispose();

    [Fact]
    public async Task What_is_saved_up_is_there_at_once_and_the_rest_at_its_rate()
    {
        await TakeAsync("a");
        await TakeAsync("a");
        Ask("third", "a");
        Ask("fourth", "a");
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.All(_waiting, task => Assert.False(task.IsCompleted));
        await PassAsync(1, 1);
        Assert.Equal(["third"], _served);
        await PassAsync(1000, 2);
        Assert.Equal(["third", "fourth"], _served);
    }

    [Fact]
    public async Task Waiting_writes_go_before_waiting_reads()
    {
        await TakeAsync("a");
        await TakeAsync("a");
        Ask("read 1", "a");
        Ask("read 2", "a");
        Ask("write", "a", AccountRepeat.Doubles);
        await PassAllAsync(3);
        Assert.Equal(["write", "read 1", "read 2"], _served);
    }

    [Fact]
    public async Task Nobody_gets_more_than_half_while_somebody_else_waits()
    {
        await TakeAsync("greedy");
        await TakeAsync("greedy");
        for (var i = 0; i < 6; i++)
        {
            Ask("greedy", "greedy", AccountRepeat.Same);
        }

        Ask("modest", "modest");
        Ask("modest", "modest");
        Ask("modest", "modest");
        await PassAllAsync(9);
        Assert.Equal(["modest", "greedy", "modest", "greedy", "modest", "greedy", "greedy", "greedy", "greedy"], _served);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_refused_with_the_time_when_it_is_worth_trying()
    {
        await TakeAsync("a");
        await TakeAsync("a");
        for (var i = 0; i < 5; i++)
        {
            Ask("in line", "a");
        }

        var refused = await Assert.ThrowsAsync<AccountException>(
            () => _bucket.TakeAsync("a", AccountRepeat.Read, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.Equal((ToolErrorCode.RateLimited, _clock.GetUtcNow().AddSeconds(6)), (refused.Code, refused.RetryAt));
    }

    [Fact]
    public async Task Whoever_waits_when_the_provider_asks_for_silence_and_cannot_wait_so_long_is_told()
    {
        await TakeAsync("a");
        await TakeAsync("a");
        var patient = _bucket.TakeAsync("a", AccountRepeat.Read, Long, TestContext.Current.CancellationToken);
        var hasty = _bucket.TakeAsync("b", AccountRepeat.Read, TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        _bucket.Close(TimeSpan.FromSeconds(20));
        Assert.Equal(ToolErrorCode.RateLimited, (await Assert.ThrowsAsync<AccountException>(() => hasty)).Code);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(patient.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await patient.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task After_a_silence_a_part_of_what_was_saved_up_is_there_at_once()
    {
        using var large = new LimitBucket(new Limit(1, TimeSpan.FromMinutes(1), 40), "Harbor", _clock);
        large.Close(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 10; i++)
        {
            Assert.True(large.TakeAsync("a", AccountRepeat.Read, Long, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        }

        await Assert.ThrowsAsync<AccountException>(
            () => large.TakeAsync("a", AccountRepeat.Read, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_the_line()
    {
        await TakeAsync("a");
        await TakeAsync("a");
        using var cancel = new CancellationTokenSource();
        var gone = _bucket.TakeAsync("a", AccountRepeat.Read, Long, cancel.Token);
        Ask("next", "a");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        await PassAsync(1000, 1);
        Assert.Equal(["next"], _served);
        Assert.False(_bucket.IsIdle);
        _clock.Advance(Long);
        Assert.True(_bucket.IsIdle);
    }

    private Task TakeAsync(string caller) => _bucket.TakeAsync(caller, AccountRepeat.Read, Long, TestContext.Current.CancellationToken);

    private void Ask(string name, string caller, AccountRepeat repeat = AccountRepeat.Read) => _waiting.Add(WaitAsync(name, caller, repeat));

    private async Task WaitAsync(string name, string caller, AccountRepeat repeat)
    {
        await _bucket.TakeAsync(caller, repeat, Long, TestContext.Current.CancellationToken);
        lock (_served)
        {
            _served.Add(name);
        }
    }

    private async Task PassAllAsync(int served)
    {
        for (var i = 1; i <= served; i++)
        {
            await PassAsync(1000, i);
        }
    }

    private async Task PassAsync(int milliseconds, int served)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        while (_waiting.Where(task => !task.IsCompleted).ToList() is var pending && _waiting.Count - pending.Count < served)
        {
            await Task.WhenAny(pending).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        }
    }
}
