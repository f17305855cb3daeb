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
    private readonly GrpcChannel _channel;

    /// <summary>Connects with a key and an address; what is missing is found on this machine.</summary>
    public OmniForgeClient(string? apiKey = null, string? baseUrl = null)
        : this(new OmniForgeClientOptions { ApiKey = apiKey, BaseUrl = baseUrl })
    {
    }

    /// <summary>Connects with options.</summary>
    /// <exception cref="ArgumentException">The address is none, or would carry the key in the clear to another machine.</exception>
    public OmniForgeClient(OmniForgeClientOptions options)
    {
        BaseUrl = Address(options);
        var key = Key(options, BaseUrl);
        if (key is not null && BaseUrl.Scheme == Uri.UriSchemeHttp && !BaseUrl.IsLoopback && !options.AllowPlainText)
        {
            throw new ArgumentException($"{BaseUrl} is not encrypted: the key would be readable on the way. Use https.", nameof(options));
        }

        _channel = GrpcChannel.ForAddress(BaseUrl, new GrpcChannelOptions
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
        var invoker = _channel.Intercept(headers =>
        {
            if (key is not null)
            {
                headers.Add("authorization", "Bearer " + key);
            }

            return headers;
        });
        var caller = new Caller(invoker, BaseUrl, options.Retry, options.Time);
        Agents = new(caller);
        Executions = new(caller);
        Conversations = new(caller);
        Skills = new(caller);
        Schedules = new(caller);
        Files = new(caller);
    }

    /// <summary>Address of the server.</summary>
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

    /// <summary>Closes the connection; open streams end.</summary>
    public void Dispose() => _channel.Dispose();

    private static Uri Address(OmniForgeClientOptions options)
    {
        var text = options.BaseUrl
            ?? Given("OMNIFORGE_URL")
            ?? options.Home.ReadServer()?.Grpc
            ?? LocalHome.DefaultUrl;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"`{text}` is no address of a server. One looks like {LocalHome.DefaultUrl}.", nameof(options));
    }

    /// <summary>The key of this machine goes to this machine only.</summary>
    private static string? Key(OmniForgeClientOptions options, Uri address)
        => options.ApiKey ?? Given("OMNIFORGE_API_KEY") ?? (address.IsLoopback ? options.Home.ReadKey() : null);

    private static string? Given(string variable)
        => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
