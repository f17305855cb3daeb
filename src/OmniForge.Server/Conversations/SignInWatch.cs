using OmniForge.Server.Cluster;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Notices that a sign-in has ended which a conversation waits for: at once on the node where the person came back, and now and then on
/// every node, for links that run out and for nodes that died in between.
/// </summary>
internal sealed partial class SignInWatch(
    SignInTurns turns, ConnectionNews news, Owners owners, Draining draining, IHostApplicationLifetime life, TimeProvider clock, ILogger<SignInWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Bell _bell = new(clock);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.StartedAsync(stoppingToken);
        news.Changed += _bell.Ring;
        await using var timer = clock.CreateTimer(_ => _bell.Ring(), null, TimeSpan.Zero, Every);
        await foreach (var _ in _bell.RingsAsync(stoppingToken))
        {
            if (await StoreTrouble.TryAsync(() => LookAsync(stoppingToken)) is { } trouble)
            {
                LogAway(trouble);
            }
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        news.Changed -= _bell.Ring;
        return base.StopAsync(cancellationToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (draining.Begun)
        {
            return;
        }

        foreach (var (tenant, conversation) in await turns.AddAsync(cancellationToken))
        {
            await owners.PumpConversationAsync(tenant, conversation);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sign-ins that have ended are looked for again in a moment: {Trouble}")]
    private partial void LogAway(string trouble);
}
