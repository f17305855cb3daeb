namespace OmniForge.Client;

/// <summary>What a client may be told; every value has a sensible default.</summary>
public sealed record OmniForgeClientOptions
{
    /// <summary>Key of the form `of_sk_…`. Default: OMNIFORGE_API_KEY, else the key of the server on this machine.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Address of the gRPC port; several servers of one platform are separated by commas, and when one fails or stops the next is asked.
    /// Default: OMNIFORGE_URL, else the server on this machine, else http://127.0.0.1:5081.
    /// </summary>
    public string? BaseUrl { get; init; }

    /// <summary>Data folder in which a server on this machine is looked for. Default: OMNIFORGE_HOME, else ~/.omniforge.</summary>
    public LocalHome Home { get; init; } = LocalHome.FromEnvironment();

    /// <summary>Retries and patience.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Clock of pauses and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sends the key over an unencrypted connection to another machine. Default false: such an address is refused.</summary>
    public bool AllowPlainText { get; init; }

    /// <summary>Replaces the HTTP transport, for instance by that of a server in the same process. Default null.</summary>
    public HttpMessageHandler? Transport { get; init; }
}
