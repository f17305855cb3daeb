using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Mcp;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>How a node goes on with a server that does not answer, by a clock of the test.</summary>
public sealed class McpSessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private McpStage _stage = null!;
    private McpSessions _sessions = null!;
    private McpServerRow _row = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stage = await McpStage.SetAsync("", McpDouble.Tool("look"));
        await _stage.AddAsync();
        var services = _stage.Server.Services;
        _sessions = new(services.GetRequiredService<McpConnector>(), services.GetRequiredService<McpListing>(), _clock, NullLogger<McpSessions>.Instance);
        await using var db = services.GetRequiredService<ForgeStore>().Open(_stage.Client.TenantId);
        _row = await db.McpServers.AsNoTracking().SingleAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _sessions.StopAsync(Ct);
        _sessions.Dispose();
        await _stage.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_stays_dead_is_asked_after_pauses_that_grow()
    {
        _stage.Remote.Broken = 503;
        var pause = TimeSpan.FromSeconds(1);
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal(_clock.GetUtcNow() + pause, (await FailAsync()).RetryAt);
            var asked = _stage.Remote.Headers.Count;
            await FailAsync();
            Assert.Equal(asked, _stage.Remote.Headers.Count);
            _clock.Advance(pause);
            pause *= 2;
        }

        _stage.Remote.Broken = null;
        Assert.Equal("double", await UseAsync());
        _stage.Remote.Broken = 503;
        await _sessions.EndAsync(_row.TenantId, _row.Id, Ct);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1), (await FailAsync()).RetryAt);
    }

    [Fact]
    public async Task The_pause_is_never_longer_than_a_minute()
    {
        _stage.Remote.Broken = 503;
        for (var round = 0; round < 10; round++)
        {
            Assert.InRange((await FailAsync()).RetryAt!.Value - _clock.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task One_session_serves_all_calls_and_four_of_them_at_a_time()
    {
        var (busy, most, gate) = (0, 0, new TaskCompletionSource());
        using var full = new SemaphoreSlim(0);
        var calls = Enumerable.Range(0, 10).Select(_ => _sessions.UseAsync(
            _row,
            async session =>
            {
                most = Math.Max(most, Interlocked.Increment(ref busy));
                full.Release();
                await gate.Task;
                Interlocked.Decrement(ref busy);
                return session;
            },
            Ct)).ToList();
        for (var i = 0; i < 4; i++)
        {
            await full.WaitAsync(Ct);
        }

        Assert.False(await full.WaitAsync(TimeSpan.Zero, Ct));
        gate.SetResult();
        Assert.Single((await Task.WhenAll(calls)).Distinct());
        Assert.Equal(4, most);
    }

    private Task<string> UseAsync() => _sessions.UseAsync(_row, session => Task.FromResult(session.ServerName), Ct);

    private Task<McpTrouble> FailAsync() => Assert.ThrowsAsync<McpTrouble>(UseAsync);
}
