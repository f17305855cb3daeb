using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Sandbox;

/// <summary>Runs commands, each behind walls of its own.</summary>
public sealed class CommandSandbox : IDisposable
{
    private readonly SandboxLimits _limits;
    private readonly TimeProvider _clock;
    private readonly Launcher _launcher;
    private readonly CommandSlots _slots;
    private readonly ControlGroups _groups;

    internal CommandSandbox(string program, ControlGroups groups, SandboxLimits limits, TimeProvider clock)
    {
        (_limits, _clock, _groups) = (limits, clock, groups);
        _launcher = new(program);
        _slots = new(limits, clock);
    }

    /// <summary>What runs commands for one tenant.</summary>
    public ICommandHost Of(string tenant) => new Host(this, tenant);

    public void Dispose() => _launcher.Dispose();

    private async Task<CommandEnd> RunAsync(string tenant, CommandWish wish, IWorkspace workspace, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(tenant, cancellationToken);
        try
        {
            await using var walls = await Walls.BuildAsync(
                _launcher, passed => SandboxProfile.Arguments(_limits, _groups.Memory, passed, wish.Words), _limits.Workspace, _clock, cancellationToken);
            using var bounds = _groups.Bound(walls.FirstId, _limits);
            try
            {
                return await RunAsync(walls, wish, workspace, cancellationToken);
            }
            finally
            {
                // Before the control group goes.
                await walls.EndAsync();
            }
        }
        catch (WallsException broken)
        {
            throw new CommandRefusedException(
                ToolErrorCode.Unavailable, $"The command was not started, because the walls around it could not be built: {broken.Message}. Tell whoever runs this server.");
        }
    }

    private async Task<CommandEnd> RunAsync(Walls walls, CommandWish wish, IWorkspace workspace, CancellationToken cancellationToken)
    {
        var files = await StagedFiles.FillAsync(walls.Workspace, workspace, _limits, cancellationToken);
        var pump = new OutputPump(wish.OutputCap, _limits.Flood);
        var pumped = pump.RunAsync(walls.Output, walls.Errors);
        var watch = new LimitWatch(walls, _limits, _clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        walls.LetGo();
        var exit = walls.ExitAsync(over.Token);
        var limit = watch.RunAsync(over.Token);
        var time = Task.Delay(wish.WallTime, _clock, over.Token);
        var first = await Task.WhenAny(exit, limit, time, pump.Flooded);
        if (first != exit || !exit.IsCompletedSuccessfully)
        {
            await walls.EndAsync();
        }

        await pumped;
        cancellationToken.ThrowIfCancellationRequested();
        var stop = first == exit ? CommandStop.None : first == time ? CommandStop.Time : first == limit ? await limit : CommandStop.Output;
        var end = new CommandEnd
        {
            ExitCode = first == exit ? await exit : null,
            Stop = stop,
            Output = pump.Output,
            Errors = pump.Errors,
            Truncated = pump.Truncated,
        };
        await over.CancelAsync();
        if (stop != CommandStop.None || wish.Files == CommandFiles.Discarded)
        {
            return end;
        }

        var (written, lost) = await files.KeepAsync(workspace, cancellationToken);
        return end with { Written = written, Lost = lost };
    }

    private sealed class Host(CommandSandbox sandbox, string tenant) : ICommandHost
    {
        public Task<CommandEnd> RunAsync(CommandWish wish, IWorkspace workspace, CancellationToken cancellationToken)
            => sandbox.RunAsync(tenant, wish, workspace, cancellationToken);
    }
}
