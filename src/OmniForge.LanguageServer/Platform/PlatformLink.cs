using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Settings;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>
/// The connection to the platform, kept in the background: nothing that a keystroke needs waits for it. Without a platform
/// everything about files works as before.
/// </summary>
internal sealed class PlatformLink(ClientNotices client, Session session, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Lock _waking = new();
    private OmniForgeClient? _client;
    private Task _running = Task.CompletedTask;

    /// <summary>Whether the client knows our own notifications: it has asked for the status.</summary>
    public bool Announced { get; set; }

    /// <summary>What is known of the connection; never waits.</summary>
    public PlatformStatus Status { get; private set; } = new("offline", null, "Not connected yet.", null);

    /// <summary>The tools that the platform offers; empty while it is not reached.</summary>
    public IReadOnlyList<ToolDescriptor> Tools { get; private set; } = [];

    /// <summary>Called, outside of the connection's context, when <see cref="Tools"/> changed.</summary>
    public Action ToolsChanged { get; set; } = () => { };

    /// <summary>Called, outside of the connection's context, when the platform was reached or lost.</summary>
    public Action StateChanged { get; set; } = () => { };

    public void Start() => _running = KeepAsync(_over.Token);

    /// <summary>Uses other settings from now on.</summary>
    public void Reconnect()
    {
        Interlocked.Exchange(ref _client, null)?.Dispose();
        Wake();
    }

    /// <summary>The platform for one request; refuses in one sentence when this workspace or the settings forbid it.</summary>
    public OmniForgeClient Client()
    {
        if (!session.Settings.Trusted)
        {
            throw new LspException(LspException.RequestFailed, "This workspace is not trusted, so nothing is run from it. Trust it first.", "UNTRUSTED");
        }

        try
        {
            return _client ??= Connect(session.Settings);
        }
        catch (ArgumentException wrong) when (wrong.ParamName == "options")
        {
            throw new LspException(LspException.RequestFailed, Sentence(wrong), "BAD_ADDRESS");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _client?.Dispose();
        _wake.Dispose();
        _over.Dispose();
    }

    private static OmniForgeClient Connect(ServerSettings settings) => new(new OmniForgeClientOptions
    {
        BaseUrl = settings.Endpoint,
        ApiKey = settings.ApiKey,
        Retry = new() { MaxAttempts = 2, GiveUpAfter = TimeSpan.FromSeconds(10) },
    });

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
                var pause = Status.State == "connected" ? Fresh : Pause;
                await using var timer = clock.CreateTimer(_ => Wake(), null, pause, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
                await _wake.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The editor has left.
        }
    }

    private void Wake()
    {
        lock (_waking)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!session.Settings.Trusted)
        {
            await SayAsync(new("offline", null, "This workspace is not trusted; the platform is not asked.", null)).ConfigureAwait(false);
            return;
        }

        OmniForgeClient? asked = null;
        try
        {
            asked = Client();
            var tools = new List<ToolDescriptor>();
            await foreach (var tool in asked.Skills.ListToolsAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                tools.Add(tool);
            }

            await TakeAsync(asked, tools).ConfigureAwait(false);
        }
        catch (OmniForgeException refusal)
        {
            var signedOut = refusal.StatusCode == Grpc.Core.StatusCode.Unauthenticated;
            await SayAsync(new(signedOut ? "signedOut" : "offline", asked?.BaseUrl.ToString(), PlatformFailures.Explain(refusal), null))
                .ConfigureAwait(false);
        }
        catch (LspException refused)
        {
            await SayAsync(new("offline", session.Settings.Endpoint, refused.Message, null)).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Other settings were given meanwhile; the next look uses them.
        }
    }

    private Task TakeAsync(OmniForgeClient asked, List<ToolDescriptor> tools)
    {
        if (!tools.SequenceEqual(Tools))
        {
            Tools = tools;
            ToolsChanged();
        }

        return SayAsync(new("connected", asked.BaseUrl.ToString(), $"Connected to {asked.BaseUrl}.", tools.Count));
    }

    // Said once for each change, not at every look.
    private Task SayAsync(PlatformStatus status)
    {
        if (status == Status)
        {
            return Task.CompletedTask;
        }

        var moved = status.State != Status.State;
        Status = status;
        if (moved)
        {
            StateChanged();
        }

        return Announced ? client.PlatformStatusAsync(status) : Task.CompletedTask;
    }

    private static string Sentence(ArgumentException wrong)
        => wrong.Message.IndexOf(" (Parameter", StringComparison.Ordinal) is var cut && cut > 0 ? wrong.Message[..cut] : wrong.Message;
}
