using System.Collections.Concurrent;
using OmniForge.Agents.Tools;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>
/// The sessions of this node, one for each server that is in use. A server that died is connected to again, after a pause that grows
/// while it stays dead; a session that nobody uses is ended.
/// </summary>
internal sealed partial class McpSessions(McpConnector connector, McpListing listing, TimeProvider clock, ILogger<McpSessions> log) : BackgroundService
{
    /// <summary>Calls of one server at a time, on this node.</summary>
    private const int MostCalls = 4;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Tenant, string Server), Line> _lines = new();

    /// <summary>Runs one call over a session of the server as it is configured in the row.</summary>
    public async Task<T> UseAsync<T>(McpServerRow row, Func<RemoteSession, Task<T>> call, CancellationToken cancellationToken)
    {
        var line = _lines.GetOrAdd((row.TenantId, row.Id), _ => new Line());
        await line.Slots.WaitAsync(cancellationToken);
        try
        {
            var session = await OpenAsync(line, row, Eagerness.AfterThePause, cancellationToken);
            line.UsedAt = clock.GetTimestamp();
            return await call(session);
        }
        finally
        {
            line.UsedAt = clock.GetTimestamp();
            line.Slots.Release();
        }
    }

    /// <summary>Connects anew, however often that failed before, and reads the list of tools.</summary>
    public async Task LookAsync(McpServerRow row, CancellationToken cancellationToken)
    {
        var line = _lines.GetOrAdd((row.TenantId, row.Id), _ => new Line());
        await OpenAsync(line, row, Eagerness.NowAndAnew, cancellationToken);
    }

    /// <summary>Ends what runs for a server that is no longer used.</summary>
    public async Task EndAsync(string tenantId, string serverId, CancellationToken cancellationToken)
    {
        if (!_lines.TryGetValue((tenantId, serverId), out var line))
        {
            return;
        }

        await line.Turn.WaitAsync(cancellationToken);
        try
        {
            await line.DropAsync();
        }
        finally
        {
            line.Turn.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(_lines.Values.Select(line => line.DropAsync()));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Rounds.RunAsync(TimeSpan.FromMinutes(1), clock, EndIdleAsync, LogTrouble, stoppingToken);

    private async Task EndIdleAsync(CancellationToken stopping)
    {
        foreach (var (_, line) in _lines.Where(line => line.Value.Session is not null))
        {
            await line.Turn.WaitAsync(stopping);
            try
            {
                if (line.Slots.CurrentCount == MostCalls && clock.GetElapsedTime(line.UsedAt) > Idle)
                {
                    await line.DropAsync();
                }
            }
            finally
            {
                line.Turn.Release();
            }
        }
    }

    private async Task<RemoteSession> OpenAsync(Line line, McpServerRow row, Eagerness eagerness, CancellationToken cancellationToken)
    {
        await line.Turn.WaitAsync(cancellationToken);
        try
        {
            if (eagerness == Eagerness.AfterThePause && line.Session is { } open && line.Revision == row.Revision && await open.LivesAsync(cancellationToken))
            {
                return open;
            }

            if (eagerness == Eagerness.AfterThePause && line.Revision == row.Revision && line.Trouble is { } trouble && line.RetryAt > clock.GetUtcNow())
            {
                throw new McpTrouble(ToolErrorCode.Unavailable, trouble) { RetryAt = line.RetryAt };
            }

            await line.DropAsync();
            line.Revision = row.Revision;
            line.UsedAt = clock.GetTimestamp();
            await ConnectAsync(line, row, cancellationToken);
            return line.Session!;
        }
        finally
        {
            line.Turn.Release();
        }
    }

    private async Task ConnectAsync(Line line, McpServerRow row, CancellationToken cancellationToken)
    {
        RemoteSession session;
        try
        {
            session = await connector.OpenAsync(row, cancellationToken);
        }
        catch (McpTrouble trouble)
        {
            var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(line.Failures++, 10)));
            (line.Trouble, line.RetryAt) = (trouble.Message, clock.GetUtcNow() + pause);
            await listing.FailedAsync(row, trouble.Message, cancellationToken);
            throw new McpTrouble(trouble.Code, trouble.Message) { RetryAt = line.RetryAt };
        }

        (line.Session, line.Trouble, line.Failures) = (session, null, 0);
        await listing.TakeAsync(row, session, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Idle sessions with MCP servers could not be ended; the next round tries again: {Trouble}")]
    private partial void LogTrouble(string trouble);

    private enum Eagerness
    {
        AfterThePause,
        NowAndAnew,
    }

    /// <summary>What this node knows of one server.</summary>
    private sealed class Line
    {
        /// <summary>Held while a session is opened or ended.</summary>
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public SemaphoreSlim Slots { get; } = new(MostCalls, MostCalls);
        public RemoteSession? Session { get; set; }
        public long Revision { get; set; }
        public int Failures { get; set; }
        public string? Trouble { get; set; }
        public DateTimeOffset RetryAt { get; set; }
        public long UsedAt { get; set; }

        public async Task DropAsync()
        {
            var gone = Session;
            Session = null;
            if (gone is not null)
            {
                await gone.DisposeAsync();
            }
        }
    }
}
