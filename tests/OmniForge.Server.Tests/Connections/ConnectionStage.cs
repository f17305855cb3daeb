using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Doubles;
using OmniForge.Doubles.Hosting;
using OmniForge.Integrations;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Connections;

/// <summary>Servers that know doubles of the providers, and browsers that sign people in there.</summary>
internal sealed partial class ConnectionStage : IAsyncDisposable
{
    private static readonly IntegrationCatalogue Catalogue = new(new Dictionary<string, IntegrationSettings>(), TimeProvider.System);

    private static readonly string Key = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    private readonly TempFolder _home = new();
    private readonly List<TestServer> _servers = [];
    private readonly string _without;
    private Action<IServiceCollection>? _replace;
    private Func<ServerOptions, ServerOptions>? _adjust;
    private IReadOnlyDictionary<string, string?> _more = new Dictionary<string, string?>();

    private ConnectionStage(ProviderSet doubles, string databaseUrl, string without) => (Doubles, DatabaseUrl, _without) = (doubles, databaseUrl, without);

    public ProviderSet Doubles { get; }

    public TestServer Server => _servers[0];

    public string DatabaseUrl { get; }

    /// <summary>What protects its secrets.</summary>
    public static string VaultKey => Key;

    public string Home => _home.Path;

    /// <param name="without">A provider at which the server is not registered.</param>
    /// <param name="more">Further settings of the servers.</param>
    public static async Task<ConnectionStage> SetAsync(
        string databaseUrl, CancellationToken ct, Action<IServiceCollection>? replace = null, Func<ServerOptions, ServerOptions>? adjust = null, string without = "",
        IReadOnlyDictionary<string, string?>? more = null)
    {
        var doubles = new ProviderSet(TimeProvider.System);
        await doubles.StartAsync(ct);
        var stage = new ConnectionStage(doubles, databaseUrl, without) { _replace = replace, _adjust = adjust, _more = more ?? new Dictionary<string, string?>() };
        await stage.StartServerAsync(ct);
        return stage;
    }

    /// <summary>One more start with the same home; on PostgreSQL it may be a second node.</summary>
    public async Task<TestServer> StartServerAsync(CancellationToken ct)
    {
        var settings = new Dictionary<string, string?>(_more)
        {
            ["CREDENTIAL_ENCRYPTION_KEY"] = Key,
            ["Egress:Opened"] = string.Join(',', Doubles.All.Select(known => new Uri(known.Address).Authority)),
        };
        foreach (var known in Doubles.All.Where(known => Catalogue.Find(known.Id) is not null && known.Id != _without))
        {
            var section = $"Integrations:{known.Id}";
            settings[$"{section}:ClientId"] = known.OAuth.Client.Id;
            settings[$"{section}:ClientSecret"] = known.OAuth.Client.Secret;
            settings[$"{section}:BaseUrl"] = known.Address + Below(known);
            settings[$"{section}:AuthorizeUrl"] = known.Address + known.OAuth.Profile.AuthorizePath;
            settings[$"{section}:TokenUrl"] = known.Address + known.OAuth.Profile.TokenPath;
        }

        var server = await TestServer.StartAsync(Path.Combine(_home.Path, $"home{(DatabaseUrl.Length > 0 ? _servers.Count : 0)}"), DatabaseUrl, ct, _adjust, _replace, settings: settings);
        foreach (var known in Doubles.All)
        {
            known.OAuth.Client.RedirectUris.Add($"{server.Http.TrimEnd('/')}/oauth/callback/{known.Id}");
        }

        _servers.Add(server);
        return server;
    }

    /// <summary>The first server ends, as it does when it is asked to.</summary>
    public async Task StopServerAsync()
    {
        await _servers[0].DisposeAsync();
        _servers.RemoveAt(0);
    }

    /// <summary>A browser of its own: it keeps cookies and shows every redirect.</summary>
    public static HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <summary>Opens a link, agrees, allows it at the provider, and returns what the last page says.</summary>
    public static async Task<string> SignInAsync(HttpClient browser, string link, CancellationToken ct, string decision = "auto=allow")
        => await FinishAsync(browser, await AgreeAsync(browser, link, ct), ct, decision);

    /// <summary>Opens a link and agrees; the provider's address.</summary>
    public static async Task<Uri> AgreeAsync(HttpClient browser, string link, CancellationToken ct)
    {
        var page = await browser.GetStringAsync(link, ct);
        using var form = new FormUrlEncodedContent([new("proof", Proof().Match(page).Groups[1].Value)]);
        using var agreed = await browser.PostAsync(link, form, ct);
        Assert.True(agreed.StatusCode == HttpStatusCode.SeeOther, await agreed.Content.ReadAsStringAsync(ct));
        return agreed.Headers.Location!;
    }

    public static async Task<string> FinishAsync(HttpClient browser, Uri authorize, CancellationToken ct, string decision = "auto=allow")
    {
        using var back = await browser.GetAsync($"{authorize}&{decision}", ct);
        Assert.True(back.Headers.Location is not null, await back.Content.ReadAsStringAsync(ct));
        return await ArriveAsync(browser, back.Headers.Location!, ct);
    }

    /// <summary>Comes back from the provider; the text of the last page.</summary>
    public static async Task<string> ArriveAsync(HttpClient browser, Uri callback, CancellationToken ct)
    {
        using var clean = await browser.GetAsync(callback, ct);
        Assert.Equal(HttpStatusCode.SeeOther, clean.StatusCode);
        Assert.Equal("/connect/done", clean.Headers.Location!.OriginalString);
        return await browser.GetStringAsync(new Uri(callback, clean.Headers.Location), ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await Doubles.DisposeAsync();
        _home.Dispose();
    }

    private static string Below(ProviderDouble known) => known.Id switch
    {
        "notion" => "/v1",
        "slack" => "/api",
        _ => "",
    };

    [GeneratedRegex("name=\"proof\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}
