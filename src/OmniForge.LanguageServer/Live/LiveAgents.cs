using System.Collections.Concurrent;
using OmniForge.Client;
using OmniForge.LanguageServer.Platform;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Live;

/// <summary>
/// What is known of the agents whose skills are looked at, kept up to date in the background. Without a platform nothing is known, and
/// nothing is said about it.
/// </summary>
internal sealed class LiveAgents(PlatformLink link) : IAsyncDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, LiveAgent?> _wanted = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _waking = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Grows with every change of what is known.</summary>
    public int Stamp { get; private set; }

    /// <summary>Called, outside of the connection's context, when something is known that was not.</summary>
    public Action Changed { get; set; } = () => { };

    public void Start() => _running = KeepAsync(_over.Token);

    /// <summary>What was last said of an agent; null when nothing is known yet, then it is asked. Never waits.</summary>
    public LiveAgent? Find(string agentId)
    {
        if (_wanted.TryAdd(agentId, null))
        {
            Refresh();
        }

        return _wanted.GetValueOrDefault(agentId);
    }

    /// <summary>Asks again soon.</summary>
    public void Refresh()
    {
        lock (_waking)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _over.Dispose();
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(Fresh, cancellationToken).ConfigureAwait(false);
                await LookAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The editor has left.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var (id, before) in _wanted)
        {
            var now = await AskAsync(id, cancellationToken).ConfigureAwait(false);
            if (now != before)
            {
                _wanted[id] = now;
                changed = true;
            }
        }

        if (changed)
        {
            Stamp++;
            Changed();
        }
    }

    private async Task<LiveAgent?> AskAsync(string agentId, CancellationToken cancellationToken)
    {
        if (link.Status.State != "connected")
        {
            return null;
        }

        try
        {
            return await ReadAsync(link.Client(), agentId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is OmniForgeException or LspException or ObjectDisposedException)
        {
            // The status says that the platform is away; an agent that is gone has no life to show.
            return null;
        }
    }

    private static async Task<LiveAgent> ReadAsync(OmniForgeClient platform, string agentId, CancellationToken cancellationToken)
    {
        var agent = await platform.Agents.GetAsync(agentId, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? next = null;
        await foreach (var schedule in platform.Schedules.ListAsync(new() { AgentId = agentId }, cancellationToken).ConfigureAwait(false))
        {
            if (schedule.NextFireTimes.FirstOrDefault()?.ToDateTimeOffset() is { } time && (next is null || time < next))
            {
                next = time;
            }
        }

        var newest = platform.Executions.ListAsync(new() { AgentId = agentId, PageSize = 1 }, cancellationToken).Take(1);
        var last = await newest.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return new(
            agentId,
            agent.Skills.MinBy(skill => skill.Order)?.Name ?? "",
            agent.Status == AgentStatus.Active ? next : null,
            last is null ? null : await RunAsync(platform, last, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<LiveRun> RunAsync(OmniForgeClient platform, Execution execution, CancellationToken cancellationToken)
    {
        var status = PlatformWords.Of(execution.Status);
        var at = execution.CompletedAt ?? execution.StartedAt ?? execution.CreatedAt;
        var failure = status == "failed"
            ? Failure(await platform.Executions.GetAsync(execution.Id, ExecutionView.Full, cancellationToken).ConfigureAwait(false))
            : null;
        return new(execution.Mode == ExecutionMode.Live ? "live" : "dryRun", status, at?.ToDateTimeOffset(), failure);
    }

    private static LiveFailure Failure(Execution execution)
    {
        var step = execution.Steps.LastOrDefault(step => step.Failure is not null);
        var failure = step?.Failure ?? execution.Failure;
        var message = failure is { Message.Length: > 0 } ? failure.Message
            : execution.Error.Length > 0 ? execution.Error
            : "It did not say why.";
        var place = failure is { Range: { } range } && failure.Path.EndsWith("SKILL.md", StringComparison.Ordinal)
            ? new Protocol.TextRange(new(range.StartLine, range.StartCharacter), new(range.EndLine, range.EndCharacter))
            : null;
        return new(message, step?.SkillName, failure is { Tool.Length: > 0 } ? failure.Tool : null, place);
    }
}
