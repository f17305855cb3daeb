using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Features.CodeActions;
using OmniForge.LanguageServer.Features.CodeLenses;
using OmniForge.LanguageServer.Features.Completion;
using OmniForge.LanguageServer.Features.Diagnostics;
using OmniForge.LanguageServer.Features.DidChange;
using OmniForge.LanguageServer.Features.DidClose;
using OmniForge.LanguageServer.Features.DidOpen;
using OmniForge.LanguageServer.Features.Formatting;
using OmniForge.LanguageServer.Features.Hover;
using OmniForge.LanguageServer.Features.Initialize;
using OmniForge.LanguageServer.Features.Moving;
using OmniForge.LanguageServer.Features.Navigation;
using OmniForge.LanguageServer.Features.Structure;
using OmniForge.LanguageServer.Features.WorkspaceChange;
using OmniForge.LanguageServer.Live;
using OmniForge.LanguageServer.Platform;
using OmniForge.LanguageServer.Protocol;
using OmniForge.LanguageServer.Workspace;

namespace OmniForge.LanguageServer;

/// <summary>The language server of one client: from its first byte to the exit code.</summary>
internal sealed class SkillLanguageServer : IAsyncDisposable
{
    private readonly Session _session = new();
    private readonly TextWriter _log;
    private readonly PlatformLink _link;
    private readonly ExecutionWatch _watch;
    private readonly BuilderRooms _builder;
    private readonly LiveAgents _live;
    private readonly EditorProcess _editor = new();

    /// <param name="input">What the client writes.</param>
    /// <param name="output">What the client reads; nothing but messages goes there.</param>
    /// <param name="log">For people; never the output.</param>
    /// <param name="clock">Paces the background.</param>
    public SkillLanguageServer(Stream input, Stream output, TextWriter log, TimeProvider clock)
    {
        _log = log;
        Connection = new LspConnection(input, output, log);
        var client = new ClientNotices(Connection);
        _link = new PlatformLink(client, _session, clock);
        _watch = new ExecutionWatch(client, log);
        _builder = new BuilderRooms(_link, client);
        var documents = new OpenDocuments();
        var workspace = new WorkspaceSkills();
        var mcp = new McpServers(client);
        var surroundings = new Surroundings(_session, _link, workspace, mcp);
        var progress = new Progress(client);
        var livePlaces = new LivePlaces();
        _live = new LiveAgents(_link);
        var findings = new SkillFindings(_session, surroundings, new LiveFindings(_session, livePlaces, _live));
        var publisher = new DiagnosticsPublisher(client, _session, findings);
        var news = new DiagnosticsNews(client, _session, documents, publisher);
        var move = new ScheduleMove(documents, findings, livePlaces, _link, client, _session) { Moved = _live.Refresh };
        workspace.Troubled = trouble => Connection.Between(() => client.LogAsync($"{trouble.Shown}: {trouble.Message}"));
        _link.ToolsChanged = () => Connection.Between(() => TakeCatalogueAsync(surroundings, news));
        _link.StateChanged = _live.Refresh;
        _watch.Ended = _live.Refresh;
        _live.Changed = () => Connection.Between(() => TellOfAgentsAsync(client, news));
        Connection.Serve(new SyncTarget(
            _session,
            new Initialization(_session, workspace, _editor.Follow),
            new Opening(documents, publisher),
            new Editing(documents, publisher, _session),
            new Closing(documents, publisher),
            new WorkspaceChanges(client, _session, documents, surroundings, workspace, mcp, news, _link, livePlaces, _live),
            progress));
        Connection.Serve(new LanguageTarget(
            _session,
            new DiagnosticsPull(documents, workspace, findings, progress, client),
            new Completions(documents, surroundings, _session),
            new Hovers(documents, surroundings, _session),
            new Outline(documents, _session),
            new Semantics(documents, _session),
            new Hints(documents, surroundings, _session),
            new CodeActions(documents, findings, surroundings, move, _session),
            move,
            new Formatting(documents, surroundings, _session),
            new CodeLenses(documents, livePlaces, _live)));
        var places = new Places(documents, workspace, _session);
        var navigation = new Navigation(documents, surroundings, workspace, places, progress, _session);
        Connection.Serve(new NavigationTarget(
            _session,
            navigation,
            new Renames(documents, surroundings, workspace, places, navigation, _session),
            new WorkspaceSymbols(workspace, progress)));
        Connection.Serve(new PlatformTarget(_session, _link, new AgentsDesk(_link, _watch), _builder));
    }

    /// <summary>Of this program, as major.minor.patch.</summary>
    public static string Version => typeof(SkillLanguageServer).Assembly.GetName().Version!.ToString(3);

    /// <summary>The wire; methods may be added to it before the server runs.</summary>
    internal LspConnection Connection { get; }

    /// <summary>Serves one client over two streams. 0 = it said shutdown and exit, else 1.</summary>
    /// <param name="editor">Process of the editor; the server ends with it. Null = not known.</param>
    public static async Task<int> ServeAsync(Stream input, Stream output, TextWriter log, int? editor)
    {
        var server = new SkillLanguageServer(input, output, log, TimeProvider.System);
        await using (server.ConfigureAwait(false))
        {
            if (editor is { } id)
            {
                server._editor.Require(id);
            }

            return await server.RunAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Serves until the client says exit or is gone. 0 = it had asked for the shutdown before, else 1.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Connection.StartListening();
        var over = await Task.WhenAny(Connection.Completion, _session.Exited, _editor.Gone).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (over.Exception is { } broken)
        {
            await _log.WriteLineAsync($"The connection broke: {broken.InnerException!.Message}".AsMemory(), cancellationToken)
                .ConfigureAwait(false);
        }

        return _session.ShutDown ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        _editor.Dispose();
        await _builder.DisposeAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _live.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
    }

    private Task TakeCatalogueAsync(Surroundings surroundings, DiagnosticsNews news)
    {
        surroundings.TakeCatalogue();
        return _session.Serving ? news.TellAsync() : Task.CompletedTask;
    }

    // Only when something is known that was not: a platform that is away is not talked of.
    private async Task TellOfAgentsAsync(ClientNotices client, DiagnosticsNews news)
    {
        if (!_session.Serving)
        {
            return;
        }

        await news.TellAsync().ConfigureAwait(false);
        if (_session.Client.Workspace?.CodeLens?.Supported == true)
        {
            await client.RefreshAsync("codeLens").ConfigureAwait(false);
        }

        if (_link.Announced)
        {
            await client.AgentsChangedAsync().ConfigureAwait(false);
        }
    }
}
