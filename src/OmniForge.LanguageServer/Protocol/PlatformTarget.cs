using OmniForge.LanguageServer.Platform;
using PolyType;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>Requests of our own: the platform, its agents and the builder, as docs/language-server.md describes them.</summary>
[GenerateShape(Kind = TypeShapeKind.None, IncludeMethods = MethodShapeFlags.PublicInstance)]
internal sealed partial class PlatformTarget(Session session, PlatformLink link, AgentsDesk agents, BuilderRooms builder)
{
    [JsonRpcMethod("omniforge/status")]
    public PlatformStatus Status(NoParams asked)
    {
        link.Announced = true;
        return link.Status;
    }

    [JsonRpcMethod("omniforge/agents/list")]
    public Task<AgentsResult> Agents(NoParams asked, CancellationToken cancellationToken) => Serving(agents).ListAsync(cancellationToken);

    [JsonRpcMethod("omniforge/agent/activate")]
    public Task<AgentItem> Activate(AgentParams asked, CancellationToken cancellationToken) => Serving(agents).ActivateAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/agent/pause")]
    public Task<AgentItem> Pause(AgentParams asked, CancellationToken cancellationToken) => Serving(agents).PauseAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/executions/list")]
    public Task<ExecutionsResult> Executions(ExecutionsParams asked, CancellationToken cancellationToken)
        => Serving(agents).ExecutionsAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/execution/run")]
    public Task<RunResult> Run(RunParams asked, CancellationToken cancellationToken) => Serving(agents).RunAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/execution/watch")]
    public Task<NoParams> Watch(ExecutionParams asked, CancellationToken cancellationToken) => Serving(agents).WatchAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/execution/cancel")]
    public Task<NoParams> Cancel(ExecutionParams asked, CancellationToken cancellationToken) => Serving(agents).CancelAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/inbox/list")]
    public Task<InboxResult> Inbox(NoParams asked, CancellationToken cancellationToken) => Serving(agents).InboxAsync(cancellationToken);

    [JsonRpcMethod("omniforge/inbox/read")]
    public Task<InboxReadResult> InboxRead(InboxReadParams asked, CancellationToken cancellationToken)
        => Serving(agents).InboxReadAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/file/share")]
    public Task<ShareResult> Share(ShareParams asked, CancellationToken cancellationToken) => Serving(agents).ShareAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/open")]
    public Task<BuilderOpenResult> Open(BuilderOpenParams asked, CancellationToken cancellationToken)
        => Serving(builder).OpenAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/turn")]
    public Task<BuilderTurnResult> Turn(BuilderTurnParams asked, CancellationToken cancellationToken)
        => Serving(builder).TurnAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/decide")]
    public Task<BuilderDecideResult> Decide(BuilderDecideParams asked, CancellationToken cancellationToken)
        => Serving(builder).DecideAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/test")]
    public Task<BuilderTestResult> Test(BuilderParams asked, CancellationToken cancellationToken)
        => Serving(builder).TestAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/activate")]
    public Task<BuilderActivateResult> ActivateDraft(BuilderParams asked, CancellationToken cancellationToken)
        => Serving(builder).ActivateAsync(asked, cancellationToken);

    [JsonRpcMethod("omniforge/builder/close")]
    public Task<NoParams> Close(BuilderParams asked) => Serving(builder).CloseAsync(asked);

    private T Serving<T>(T feature)
    {
        session.RequireServing();
        return feature;
    }
}
