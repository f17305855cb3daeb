using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.DidChange;
using OmniForge.LanguageServer.Features.DidClose;
using OmniForge.LanguageServer.Features.DidOpen;
using OmniForge.LanguageServer.Features.Initialize;
using OmniForge.LanguageServer.Features.PublishDiagnostics;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer;

/// <summary>The language server of one client: from its first byte to the exit code.</summary>
internal sealed class SkillLanguageServer : IDisposable
{
    private readonly Session _session = new();
    private readonly TextWriter _log;

    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads; nothing but messages goes there.</param>
    /// <param name="log">For people; never the output.</param>
    public SkillLanguageServer(Stream input, Stream output, TextWriter log)
    {
        _log = log;
        Connection = new LspConnection(input, output, log);
        var documents = new OpenDocuments();
        var publisher = new DiagnosticsPublisher(new ClientNotices(Connection), _session);
        Connection.Serve(new LspTarget(
            _session,
            new Initialization(_session),
            new Opening(documents, publisher),
            new Editing(documents, publisher, _session),
            new Closing(documents, publisher)));
    }

    /// <summary>The wire; methods may be added to it before the server runs.</summary>
    internal LspConnection Connection { get; }

    /// <summary>Serves until the client says exit or is gone. 0 = it had asked for the shutdown before, else 1.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Connection.StartListening();
        var over = await Task.WhenAny(Connection.Completion, _session.Exited).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (over.Exception is { } broken)
        {
            await _log.WriteLineAsync($"The connection broke: {broken.InnerException!.Message}".AsMemory(), cancellationToken)
                .ConfigureAwait(false);
        }

        return _session.ShutDown ? 0 : 1;
    }

    public void Dispose() => Connection.Dispose();
}
