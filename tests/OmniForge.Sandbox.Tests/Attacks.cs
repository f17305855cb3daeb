using OmniForge.Agents.Tools.Commands;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;
using OmniForge.TestKit;

namespace OmniForge.Sandbox.Tests;

/// <summary>A real sandbox over a real folder of files; tests skip, and say why, where no sandbox can be.</summary>
public sealed class Attacks : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SandboxState? _state;

    public Attacks() => Files = new FolderWorkspace(_folder.Path);

    public IWorkspace Files { get; }

    public string Folder => _folder.Path;

    public SandboxLimits Limits { get; init; } = new();

    public CommandSandbox Sandbox
    {
        get
        {
            Assert.SkipWhen(_state!.Trouble is { } && Environment.GetEnvironmentVariable("OMNIFORGE_SANDBOX_MUST") is null, $"no sandbox here: {_state.Trouble}");
            Assert.Null(_state.Trouble);
            return _state.Sandbox!;
        }
    }

    public async ValueTask InitializeAsync()
        => _state = await SandboxStart.OpenAsync(Limits, TimeProvider.System, TestContext.Current.CancellationToken);

    public Task<CommandEnd> RunAsync(params string[] words) => RunAsync(new CommandWish(words));

    /// <summary>As a script of a shell inside; what the host does not give to skills, an attacker may bring.</summary>
    public Task<CommandEnd> ScriptAsync(string script) => RunAsync("sh", "-c", script);

    public Task<CommandEnd> RunAsync(CommandWish wish) => Sandbox.Of("t").RunAsync(wish, Files, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _state?.Sandbox?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
