using System.Text;
using OmniForge.Doubles.Linear;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Tests.Linear;

/// <summary>Plain requests to a Linear of its own for each test.</summary>
internal sealed class LinearClient : IAsyncDisposable
{
    public Stage Stage { get; } = new();

    public LinearDouble Linear => Stage.Doubles.Linear;

    public LinearOrganization Harbor => Linear.HarborStudio;

    public Grant Tokens { get; set; } = null!;

    public static async Task<LinearClient> StartAsync()
    {
        var client = new LinearClient();
        await client.Stage.InitializeAsync();
        client.Tokens = client.Stage.SignedIn("linear", "read", "write");
        return client;
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    public Task<Answer> AskAsync(string query, JsonObject? variables = null)
        => SendAsync(new JsonObject { ["query"] = query, ["variables"] = variables });

    public Task<Answer> SendAsync(JsonObject body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Linear.Address + "/graphql")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", Tokens.AccessToken);
        return Stage.SendAsync(request);
    }
}
