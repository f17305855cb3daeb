using OmniForge.Cli.CommandLine;
using OmniForge.Client;

namespace OmniForge.Cli.Servers;

/// <summary>A server for the length of one command: the one that runs, else one of our own.</summary>
internal sealed class ServerLease : IAsyncDisposable
{
    private readonly ServerProcess? _own;

    private ServerLease(OmniForgeClient client, ServerProcess? own)
    {
        Client = client;
        _own = own;
    }

    public OmniForgeClient Client { get; }

    public static async Task<ServerLease> TakeAsync(CliContext context, string? url, CancellationToken cancellationToken)
    {
        var named = url ?? Environment.GetEnvironmentVariable("OMNIFORGE_URL");
        if (!string.IsNullOrWhiteSpace(named) || context.Home.ReadServer() is not null)
        {
            return new(Connect(context, named is { Length: > 0 } ? named : null, null), null);
        }

        context.Terminal.Line("  (Starting OmniForge for this conversation.)");
        var own = await ServerProcess.StartAsync(context.Home.Folder, cancellationToken);
        // Its own key: one in the environment is meant for another server.
        return new(Connect(context, own.Grpc, context.Home.ReadKey()), own);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    private static OmniForgeClient Connect(CliContext context, string? url, string? key) => new(new OmniForgeClientOptions
    {
        BaseUrl = url,
        ApiKey = key,
        Home = context.Home,
        Time = context.Time,
        Retry = new() { GiveUpAfter = TimeSpan.FromMinutes(1) },
    });
}
