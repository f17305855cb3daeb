using OmniForge.Doubles.GitHub;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Linear;
using OmniForge.Doubles.Notion;
using OmniForge.Doubles.Recording;
using OmniForge.Doubles.Slack;

namespace OmniForge.Doubles;

/// <summary>All doubles with one clock and one journal, so that a token at the wrong provider is noticed.</summary>
public sealed class ProviderSet : IAsyncDisposable
{
    public ProviderSet(TimeProvider clock)
    {
        Journal = new(clock);
        Notion = new(Journal, clock);
        Slack = new(Journal, clock);
        Linear = new(Journal, clock);
        GitHub = new(Journal, clock);
    }

    public Journal Journal { get; }

    public NotionDouble Notion { get; }

    public SlackDouble Slack { get; }

    public LinearDouble Linear { get; }

    public GitHubDouble GitHub { get; }

    public IReadOnlyList<ProviderDouble> All => [Notion, Slack, Linear, GitHub];

    /// <summary>Starts each on a free port of 127.0.0.1.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => StartAsync(0, cancellationToken);

    /// <summary>Starts them on a port and those after it, in the order of <see cref="All"/>; 0 takes free ones.</summary>
    public async Task StartAsync(int firstPort, CancellationToken cancellationToken)
    {
        foreach (var (at, one) in All.Index())
        {
            await one.StartAsync(firstPort == 0 ? 0 : firstPort + at, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in All)
        {
            await one.DisposeAsync();
        }
    }
}
