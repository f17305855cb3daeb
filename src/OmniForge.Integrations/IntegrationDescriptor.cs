using OmniForge.Integrations.OAuth;

namespace OmniForge.Integrations;

/// <summary>The facts of a provider; data only.</summary>
public sealed record IntegrationDescriptor
{
    /// <summary>Lower case, for instance `notion`.</summary>
    public required string Id { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>Paths of requests stand below it. The credential goes to its host and to <see cref="MoreHosts"/>, nowhere else.</summary>
    public required Uri Api { get; init; }
    public IReadOnlyList<string> MoreHosts { get; init; } = [];

    /// <summary>Sent with every request, for instance the version of the API.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public required OAuthDescriptor OAuth { get; init; }

    /// <summary>The general limit of an account.</summary>
    public required Limit Limit { get; init; }

    /// <summary>Limits of single buckets, by the part of the bucket's name before its colon.</summary>
    public IReadOnlyDictionary<string, Limit> Limits { get; init; } = new Dictionary<string, Limit>();

    /// <summary>The first wait after a refusal for haste that names no time. Default 1 s; it doubles up to 16 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where an answer that came with 200 or 400 names an error all the same, for instance `error`; empty = it never does.</summary>
    public string ErrorCodePath { get; init; } = "";

    /// <summary>Error codes that mean what 401 means: the token is not accepted.</summary>
    public IReadOnlyList<string> TokenErrors { get; init; } = [];

    /// <summary>Error codes that mean what 429 means: too many requests.</summary>
    public IReadOnlyList<string> HasteErrors { get; init; } = [];

    /// <summary>Error codes that mean what 500 means: the provider is in trouble, and nobody knows whether the request was carried out.</summary>
    public IReadOnlyList<string> TroubleErrors { get; init; } = [];

    /// <summary>Scopes that each tool needs, by the tool's name; one that is not listed needs none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Scopes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What to tell somebody whose request is forbidden, for instance how a page is shared with us.</summary>
    public string SharingHint { get; init; } = "";
}

/// <summary>So many requests in a time; unused ones add up to <paramref name="Burst"/>.</summary>
public sealed record Limit(int Requests, TimeSpan Per, int Burst);
