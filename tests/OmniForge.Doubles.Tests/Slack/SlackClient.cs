using System.Text;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Slack;

namespace OmniForge.Doubles.Tests.Slack;

/// <summary>Plain requests to a Slack of its own for each test.</summary>
internal sealed class SlackClient : IAsyncDisposable
{
    public Stage Stage { get; } = new();

    public SlackDouble Slack => Stage.Doubles.Slack;

    public SlackTeam Team => Slack.HarborStudio;

    public Grant Tokens { get; set; } = null!;

    public static async Task<SlackClient> StartAsync()
    {
        var client = new SlackClient();
        await client.Stage.InitializeAsync();
        client.Tokens = client.Stage.SignedIn("slack");
        return client;
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    public string Id(string channel) => Team.Channel(channel).Id;

    public Task<Answer> GetAsync(string method, params (string Name, string Value)[] arguments)
        => SendAsync(new(HttpMethod.Get, $"{Slack.Address}/api/{method}?{string.Join('&', arguments.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}"));

    public Task<Answer> FormAsync(string method, params (string Name, string Value)[] arguments)
        => SendAsync(new(HttpMethod.Post, $"{Slack.Address}/api/{method}")
        {
            Content = new FormUrlEncodedContent(arguments.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        });

    public Task<Answer> JsonAsync(string method, JsonObject body)
        => SendAsync(new(HttpMethod.Post, $"{Slack.Address}/api/{method}") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") });

    public Task<Answer> PostAsync(string channel, string text) => JsonAsync("chat.postMessage", new() { ["channel"] = Id(channel), ["text"] = text });

    private Task<Answer> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = new("Bearer", Tokens.AccessToken);
        return Stage.SendAsync(request);
    }
}
