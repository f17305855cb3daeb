using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Sandbox;
using OmniForge.Server.Hosting;
using OmniForge.Skills.Permissions;

namespace OmniForge.Server.Sandbox;

/// <summary>Whether skills can run commands here, and what runs them. There is no way around the walls.</summary>
internal sealed class Commands(SandboxOptions options) : IDisposable
{
    public const string Unavailable = "SANDBOX_UNAVAILABLE";

    private SandboxState _state = new(null, "The walls around commands are not built yet.");

    /// <summary>The tool is there for agents.</summary>
    public bool Ready => _state.Sandbox is not null;

    /// <summary>Why commands are switched on and cannot run all the same; null = all is as it should be.</summary>
    public string? Trouble => options.Enabled ? _state.Trouble : null;

    /// <summary>Finds out whether commands can run, unless they are switched off; before anybody can call.</summary>
    /// <param name="open">Builds the walls and proves them.</param>
    public async Task OpenAsync(Func<Task<SandboxState>> open)
    {
        if (options.Enabled)
        {
            _state = await open();
        }
    }

    /// <summary>What a run of this tenant can use besides all other tools.</summary>
    public IReadOnlyList<ITool> ToolsOf(string tenantId) => _state.Sandbox is { } sandbox ? [new BashTool(sandbox.Of(tenantId))] : [];

    /// <summary>Refuses what would run commands while they are switched on and cannot run.</summary>
    public void Demand(IReadOnlyList<string> grantedTools)
    {
        if (Trouble is { } trouble && Permission.Offers(ToolList.Parse(grantedTools), [], BashTool.Name))
        {
            throw Refused(trouble);
        }
    }

    public static DomainException Refused(string trouble)
        => DomainException.Status(Unavailable, $"Commands cannot run on this server. {trouble}").With("tool", BashTool.Name);

    public void Dispose() => _state.Sandbox?.Dispose();
}
