using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using OmniForge.Client.Wire;

namespace OmniForge.Client;

/// <summary>
/// A connection to an OmniForge server. Cheap to keep, safe to share between threads; calls are repeated with the same request id when
/// the server is away for a moment, streams reconnect by themselves.
/// </summary>
/// <example>
/// <code>
/// using var client = new OmniForgeClient();
/// await foreach (var happened in client.Executions.RunAsync("weekly-report"))
/// {
///     Show(happened);
/// }
/// </code>
/// </example>
public sealed class OmniForgeClient : IDisposable
{
    private readonly Servers _servers;

    /// <summary>Connects with a key and an address; what is missing is found on this machine.</summary>
    public OmniForgeClient(string? apiKey = null, string? baseUrl = null)
        : this(new OmniForgeClientOptions { ApiKey = apiKey, BaseUrl = baseUrl })
    {
    }

    /// <summary>Connects with options.</summary>
    /// <exception cref="ArgumentException">The address is none, or would carry the key in the clear to another machine.</exception>
    public OmniForgeClient(OmniForgeClientOptions options)
    {
        var addresses = Addresses(options);
        BaseUrl = addresses[0];
        var key = Key(options, addresses);
        if (key is not null && !options.AllowPlainText && addresses.FirstOrDefault(InTheClear) is { } open)
        {
            throw new ArgumentException($"{open} is not encrypted: the key would be readable on the way. Use https.", nameof(options));
        }

        _servers = new([.. addresses.Select(address => Connect(address, options, key))]);
        var caller = new Caller(_servers, options.Retry, options.Time);
        Agents = new(caller);
        Executions = new(caller);
        Conversations = new(caller);
        Skills = new(caller);
        Schedules = new(caller);
        Files = new(caller);
        Notices = new(caller);
        Connections = new(caller);
        Triggers = new(caller);
        Mcp = new(caller);
    }

    /// <summary>Address of the server; of several the first.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Agents, their drafts and versions.</summary>
    public AgentsClient Agents { get; }

    /// <summary>Runs agents and shows what happens.</summary>
    public ExecutionsClient Executions { get; }

    /// <summary>Builds and changes agents by conversation.</summary>
    public ConversationsClient Conversations { get; }

    /// <summary>Skills of agents and tenants, and the tools they may ask for.</summary>
    public SkillsClient Skills { get; }

    /// <summary>When agents run by themselves.</summary>
    public SchedulesClient Schedules { get; }

    /// <summary>Files that are shared with agents, and those that agents wrote.</summary>
    public FilesClient Files { get; }

    /// <summary>What owners of agents should know, because nobody was watching when it happened.</summary>
    public NoticesClient Notices { get; }

    /// <summary>Accounts at other services that agents act through.</summary>
    public ConnectionsClient Connections { get; }

    /// <summary>What outside starts agents.</summary>
    public TriggersClient Triggers { get; }

    /// <summary>MCP servers whose tools agents may use.</summary>
    public McpClient Mcp { get; }

    /// <summary>Closes the connection; open streams end.</summary>
    public void Dispose() => _servers.Dispose();

    private static (Uri Address, GrpcChannel Channel, CallInvoker Calls) Connect(Uri address, OmniForgeClientOptions options, string? key)
    {
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = options.Transport ?? new SocketsHttpHandler
            {
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                EnableMultipleHttp2Connections = true,
            },
            DisposeHttpClient = options.Transport is null,
            MaxReceiveMessageSize = 32 * 1024 * 1024,
            MaxSendMessageSize = 32 * 1024 * 1024,
        });
        var calls = channel.Intercept(headers =>
        {
            if (key is not null)
            {
                headers.Add("authorization", "Bearer " + key);
            }

            return headers;
        });
        return (address, channel, calls);
    }

    private static List<Uri> Addresses(OmniForgeClientOptions options)
    {
        var text = options.BaseUrl
            ?? Given("OMNIFORGE_URL")
            ?? options.Home.ReadServer()?.Grpc
            ?? LocalHome.DefaultUrl;
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty(text).Select(one => Address(one, options))];
    }

    private static Uri Address(string text, OmniForgeClientOptions options)
        => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"`{text}` is no address of a server. One looks like {LocalHome.DefaultUrl}.", nameof(options));

    private static bool InTheClear(Uri address) => address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback;

    /// <summary>The key of this machine goes to this machine only.</summary>
    private static string? Key(OmniForgeClientOptions options, List<Uri> addresses)
        => options.ApiKey ?? Given("OMNIFORGE_API_KEY") ?? (addresses.TrueForAll(address => address.IsLoopback) ? options.Home.ReadKey() : null);

    private static string? Given(string variable)
        => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
