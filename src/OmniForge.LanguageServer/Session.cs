using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Settings;

namespace OmniForge.LanguageServer;

/// <summary>How far the conversation with the client is. The states follow one another: new, serving, shut down.</summary>
internal sealed class Session
{
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    /// <summary>What a column counts; utf-16 until the client offered something else.</summary>
    public PositionEncoding Encoding { get; private set; } = PositionEncoding.Utf16;

    /// <summary>What the client can do; empty before initialize.</summary>
    public ClientCapabilities Client { get; private set; } = new(null, null, null, null);

    public ServerSettings Settings { get; set; } = ServerSettings.Default;

    public bool ShutDown { get; private set; }

    /// <summary>Whether documents are looked at: after initialize, before shutdown.</summary>
    public bool Serving => _started && !ShutDown;

    /// <summary>Whether the client asks for diagnostics itself; else they are pushed.</summary>
    public bool ClientPulls => Client.TextDocument?.Diagnostic is { ValueKind: System.Text.Json.JsonValueKind.Object };

    /// <summary>Whether the client asks for the documentation of a proposal when it is selected; else it comes at once.</summary>
    public bool ClientAsksForDocumentation
        => Client.TextDocument?.Completion?.CompletionItem?.ResolveSupport?.Properties?.Contains("documentation") == true;

    /// <summary>Whether the client carries out edits that the server asks for.</summary>
    public bool ClientEdits => Client.Workspace?.ApplyEdit == true;

    /// <summary>Ends when the client has said exit.</summary>
    public Task Exited => _exited.Task;

    public void Start(PositionEncoding encoding, ClientCapabilities client, ServerSettings settings)
    {
        if (_started)
        {
            throw new LspException(LspException.InvalidRequest, "The server is initialized already.");
        }

        _started = true;
        (Encoding, Client, Settings) = (encoding, client, settings);
    }

    public void AskToShutDown()
    {
        RequireStarted();
        if (ShutDown)
        {
            throw new LspException(LspException.InvalidRequest, "The server is shut down already.");
        }

        ShutDown = true;
    }

    /// <summary>Refuses a request that comes too early or too late.</summary>
    public void RequireServing()
    {
        RequireStarted();
        if (ShutDown)
        {
            throw new LspException(LspException.InvalidRequest, "The server is shut down.");
        }
    }

    public void Exit() => _exited.TrySetResult();

    private void RequireStarted()
    {
        if (!_started)
        {
            throw new LspException(LspException.ServerNotInitialized, "The server is not initialized.");
        }
    }
}
