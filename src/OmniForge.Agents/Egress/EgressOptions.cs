using System.Net;

namespace OmniForge.Agents.Egress;

/// <summary>All addresses of a name. The default asks the system.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Bounds of requests whose address a person, a model, a skill or a website chose.</summary>
public sealed record EgressOptions
{
    /// <summary>Hosts and ports that may be reached although the rules forbid them, also without encryption. Default: none.</summary>
    public IReadOnlyList<OpenedHost> Opened { get; init; } = [];

    /// <summary>Where names are looked up. Default: the resolver of the system.</summary>
    /// <summary>Who is asked for addresses. Default: the system.</summary>
    public HostResolver Resolver { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Until the first headers are there, per hop. Default 10 s.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything together. Default 30 s.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Default 3.</summary>
    public int MaxRedirects { get; init; } = 3;

    /// <summary>Of the body after decompression. Default 5 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Most bytes that one compressed byte may become. Default 100.</summary>
    public int MaxRatio { get; init; } = 100;
}

/// <summary>One host, as a name or an address, and one port.</summary>
public sealed record OpenedHost(string Host, int Port);
