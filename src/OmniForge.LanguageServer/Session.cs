using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer;

/// <summary>How far the conversation with the client is. The states follow one another: new, serving, shut down.</summary>
internal sealed class Session
{
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;

    /// <summary>What a column counts; utf-16 until the client offered something else.</summary>
    public PositionEncoding Encoding { get; private set; } = PositionEncoding.Utf16;

    public bool ShutDown { get; private set; }

    /// <summary>Whether documents are looked at: after initialize, before shutdown.</summary>
    public bool Serving => _started && !ShutDown;

    /// <summary>Ends when the client has said exit.</summary>
    public Task Exited => _exited.Task;

    public void Start(PositionEncoding encoding)
    {
        if (_started)
        {
            throw new LspException(LspException.InvalidRequest, "The server is initialized already.");
        }

        _started = true;
        Encoding = encoding;
    }

    public void AskToShutDown()
    {
        if (!_started)
        {
            throw new LspException(LspException.ServerNotInitialized, "The server is not initialized.");
        }

        if (ShutDown)
        {
            throw new LspException(LspException.InvalidRequest, "The server is shut down already.");
        }

        ShutDown = true;
    }

    public void Exit() => _exited.TrySetResult();
}
