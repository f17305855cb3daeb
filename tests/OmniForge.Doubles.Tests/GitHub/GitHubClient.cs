using System.Text;
using System.Text.RegularExpressions;
using OmniForge.Doubles.GitHub;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Tests.GitHub;

/// <summary>Plain requests to a GitHub of its own for each test.</summary>
internal sealed partial class GitHubClient : IAsyncDisposable
{
    public const string Website = "/repos/harbor-studio/website";

    public Stage Stage { get; } = new();

    public GitHubDouble GitHub => Stage.Doubles.GitHub;

    public Grant Tokens { get; set; } = null!;

    public GitHubRepository Repository(string name) => GitHub.Site.Repositories.Single(repository => repository.Name == name);

    public static async Task<GitHubClient> StartAsync()
    {
        var client = new GitHubClient();
        await client.Stage.InitializeAsync();
        client.Tokens = client.Stage.SignedIn("github");
        client.GitHub.Limits.BetweenWrites = TimeSpan.Zero;
        return client;
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    public Task<Answer> GetAsync(string path, string accept = "application/vnd.github+json") => Stage.SendAsync(Request(HttpMethod.Get, path, null, accept));

    public Task<Answer> PostAsync(string path, string body) => Stage.SendAsync(Request(HttpMethod.Post, path, body));

    public Task<Answer> PatchAsync(string path, string body) => Stage.SendAsync(Request(HttpMethod.Patch, path, body));

    /// <summary>All entries of a list, following the Link header.</summary>
    public async Task<List<JsonNode>> AllAsync(string path)
    {
        var all = new List<JsonNode>();
        for (string? next = path; next is not null;)
        {
            var answer = await GetAsync(next);
            Assert.Equal(200, answer.Status);
            all.AddRange((answer.Json as JsonArray ?? answer["items"]!.AsArray()).Select(item => item!));
            var link = Next().Match(answer.Header("Link") ?? "");
            next = link.Success ? link.Groups[1].Value[GitHub.Address.Length..] : null;
        }

        return all;
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string? body, string accept = "application/vnd.github+json")
    {
        var request = new HttpRequestMessage(method, GitHub.Address + path);
        request.Headers.Authorization = new("Bearer", Tokens.AccessToken);
        request.Headers.Add("User-Agent", "tests");
        request.Headers.Add("Accept", accept);
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return request;
    }

    [GeneratedRegex("<([^>]+)>; rel=\"next\"")]
    private static partial Regex Next();
}
