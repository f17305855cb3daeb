using System.Net.Http.Headers;
using System.Text;
using System.Web;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.OAuth;
using OmniForge.TestKit;

namespace OmniForge.Doubles.Tests;

/// <summary>All doubles on free ports, a clock that stands still, and a plain client that follows no redirect.</summary>
public sealed class Stage : IAsyncLifetime
{
    public const string Callback = "http://127.0.0.1:9/oauth/callback?kept=1";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Stage()
    {
        Doubles = new(Clock);
        foreach (var one in Doubles.All)
        {
            one.OAuth.Client.RedirectUris.Add(Callback);
        }
    }

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 9, 30, 15, TimeSpan.Zero));

    public ProviderSet Doubles { get; }

    public async ValueTask InitializeAsync() => await Doubles.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Doubles.DisposeAsync();
    }

    /// <summary>The double with that id.</summary>
    public ProviderDouble At(string provider) => Doubles.All.Single(one => one.Id == provider);

    /// <summary>Tokens of the first account, as if it had signed in.</summary>
    public Grant SignedIn(string provider, params string[] scopes) => At(provider).OAuth.Grant(At(provider).OAuth.Accounts[0], scopes);

    /// <summary>Sends, and moves the clock by <paramref name="step"/> once the request was decided, until the answer is complete.</summary>
    internal async Task<Answer> SendWhileTimePassesAsync(HttpRequestMessage request, TimeSpan step)
    {
        var decided = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Doubles.Journal.Happened += _ => decided.TrySetResult();
        var answer = SendAsync(request);
        await decided.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        while (!answer.IsCompleted)
        {
            Clock.Advance(step);
            await Task.Yield();
        }

        return await answer;
    }

    internal async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    internal Task<Answer> GetAsync(string address) => SendAsync(new(HttpMethod.Get, address));

    /// <summary>The authorize address of a provider, as an application would build it.</summary>
    internal string AuthorizeAddress(string provider, params (string Name, string Value)[] more)
    {
        var oauth = At(provider).OAuth;
        var values = new Dictionary<string, string>
        {
            ["client_id"] = oauth.Client.Id,
            ["redirect_uri"] = Callback,
            ["response_type"] = "code",
            ["state"] = "the-state",
            ["owner"] = "user",
        };
        if (provider == "slack")
        {
            values["scope"] = "chat:write,channels:read";
        }

        if (provider == "linear")
        {
            values["scope"] = "read,write";
        }

        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return At(provider).Address + oauth.Profile.AuthorizePath + "?"
            + string.Join('&', values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
    }

    /// <summary>Signs in and gives back what the callback received.</summary>
    internal async Task<Dictionary<string, string?>> AuthorizeAsync(string provider, params (string Name, string Value)[] more)
    {
        var answer = await GetAsync(AuthorizeAddress(provider, [("auto", "allow"), .. more]));
        Assert.Equal(302, answer.Status);
        Assert.StartsWith(Callback, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(answer.Headers.Location.Query);
        return query.AllKeys.ToDictionary(key => key!, key => query[key]);
    }

    /// <summary>A request to the token endpoint in the way the provider wants it.</summary>
    internal Task<Answer> TokenAsync(string provider, params (string Name, string Value)[] fields)
        => SendAsync(TokenRequest(provider, fields));

    internal HttpRequestMessage TokenRequest(string provider, params (string Name, string Value)[] fields)
    {
        var oauth = At(provider).OAuth;
        var values = fields.ToDictionary(field => field.Name, field => field.Value);
        var request = new HttpRequestMessage(HttpMethod.Post, At(provider).Address + oauth.Profile.TokenPath);
        request.Headers.Accept.Add(new("application/json"));
        foreach (var (name, value) in oauth.Profile.TokenHeaders)
        {
            request.Headers.Add(name, value);
        }

        if (oauth.Profile.Authentication == ClientAuthentication.Basic)
        {
            request.Headers.Authorization = Basic(oauth.Client.Id, oauth.Client.Secret);
        }
        else
        {
            values.TryAdd("client_id", oauth.Client.Id);
            values.TryAdd("client_secret", oauth.Client.Secret);
        }

        request.Content = oauth.Profile.JsonTokens
            ? new StringContent(new JsonObject(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))).ToJsonString(), Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(values);
        return request;
    }

    internal static AuthenticationHeaderValue Basic(string user, string password)
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
