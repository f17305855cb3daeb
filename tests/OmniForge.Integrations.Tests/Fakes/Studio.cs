using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Doubles;
using OmniForge.Doubles.Notion;
using OmniForge.Doubles.Slack;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>The strict doubles, signed in to, and the real tools in front of them. Waits cost nothing; what no client should do fails at the end.</summary>
public sealed class Studio : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly PatientClock _clock = new();
    private readonly Dictionary<string, StudioToken> _tokens = new(StringComparer.Ordinal);
    private readonly RequestLimits _limits;
    private IntegrationCatalogue? _catalogue;

    public Studio()
    {
        Doubles = new(_clock);
        _limits = new(_clock);
    }

    public ProviderSet Doubles { get; }
    public NotionDouble Notion => Doubles.Notion;
    public SlackDouble Slack => Doubles.Slack;
    public TimeProvider Clock => _clock;
    public HttpClient Http => _http;

    /// <summary>When the run of the tools began.</summary>
    public DateTimeOffset Started { get; set; }

    public bool HistoryLimited { get; init; } = true;

    internal IntegrationCatalogue Catalogue => _catalogue ??= new(
        new Dictionary<string, IntegrationSettings>
        {
            ["Notion"] = Settings(Notion, "/v1", "/v1/oauth/revoke"),
            ["github"] = Settings(Doubles.GitHub, "", "/applications/{client_id}/grant"),
            ["Linear"] = Settings(Doubles.Linear, "", "/oauth/revoke"),
            ["slack"] = Settings(Slack, "/api", "/api/auth.revoke") with { HistoryLimited = HistoryLimited },
        },
        _clock);

    public async ValueTask InitializeAsync()
    {
        await Doubles.StartAsync(TestContext.Current.CancellationToken);
        Started = _clock.GetUtcNow();
    }

    public async ValueTask DisposeAsync()
    {
        Doubles.Journal.Verify();
        _http.Dispose();
        foreach (var token in _tokens.Values)
        {
            token.Dispose();
        }

        await Doubles.DisposeAsync();
    }

    internal StudioToken TokenOf(string provider)
    {
        if (!_tokens.TryGetValue(provider, out var token))
        {
            var oauth = Doubles.All.Single(one => one.Id == provider).OAuth;
            var entry = Catalogue.Find(provider)!;
            _tokens[provider] = token = new(oauth.Grant(oauth.Accounts[0]), new OAuthClient(_http, _clock), entry);
        }

        return token;
    }

    internal ProviderAccount Account(
        string provider, AccountMode mode = AccountMode.Live, string caller = "", TimeSpan? longestWait = null) => new(
        new()
        {
            ConnectionId = $"connection-{provider}",
            Name = "Harbor Studio",
            Descriptor = Catalogue.Find(provider)!.Integration.Descriptor,
            Token = TokenOf(provider),
            Tenant = "local",
            Mode = mode,
            Caller = caller,
            LongestWait = longestWait ?? TimeSpan.FromSeconds(20),
        },
        _http, _limits, _clock);

    internal ITool Tool(string name)
        => Catalogue.All.SelectMany(entry => entry.Integration.Tools).Single(tool => tool.Descriptor.Name == name);

    internal void Advance(TimeSpan time) => _clock.Advance(time);

    internal Task<T> PassAsync<T>(Task<T> task) => _clock.PassAsync(task);

    internal Task<ToolResult> CallAsync(string tool, object arguments, string? key = null, AccountMode mode = AccountMode.Live)
        => _clock.PassAsync(Tool(tool).InvokeAsync(JsonSerializer.SerializeToElement(arguments), Context(key ?? NewKey(), mode), TestContext.Current.CancellationToken));

    internal Task<ToolResult?> ProbeAsync(string tool, object arguments, string? key = null)
        => _clock.PassAsync(((IProbingTool)Tool(tool)).ProbeAsync(
            JsonSerializer.SerializeToElement(arguments), Context(key ?? NewKey(), AccountMode.Live), TestContext.Current.CancellationToken));

    /// <summary>The value of a call that must work.</summary>
    internal async Task<JsonElement> ValueAsync(string tool, object arguments, string? key = null)
    {
        var result = await CallAsync(tool, arguments, key);
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value!.Value;
    }

    /// <summary>The error of a call that must not.</summary>
    internal async Task<ToolError> ErrorAsync(string tool, object arguments)
    {
        var result = await CallAsync(tool, arguments);
        Assert.False(result.Ok);
        return result.Error!;
    }

    internal ToolContext Context(string key, AccountMode mode)
        => new(new MemoryWorkspace(), Started, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), key, new Dictionary<string, JsonElement>())
        {
            Accounts = new StudioAccounts(this, mode),
        };

    private static string NewKey() => $"execution:step:{Guid.NewGuid()}";

    private static IntegrationSettings Settings(Doubles.Hosting.ProviderDouble provider, string api, string revoke) => new()
    {
        ClientId = provider.OAuth.Client.Id,
        ClientSecret = provider.OAuth.Client.Secret,
        BaseUrl = new(provider.Address + api),
        AuthorizeUrl = new(provider.Address + provider.OAuth.Profile.AuthorizePath),
        TokenUrl = new(provider.Address + provider.OAuth.Profile.TokenPath),
        RevokeUrl = new(provider.Address + revoke),
    };

    private sealed class StudioAccounts(Studio studio, AccountMode mode) : IAccounts
    {
        public ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken) => new(studio.Account(integration, mode));
    }
}
