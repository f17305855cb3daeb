using System.Text;
using OmniForge.Doubles.Notion;
using OmniForge.Doubles.OAuth;

namespace OmniForge.Doubles.Tests.Notion;

/// <summary>Plain requests to a Notion of its own for each test.</summary>
internal sealed class NotionClient : IAsyncDisposable
{
    public Stage Stage { get; } = new();

    public NotionDouble Notion => Stage.Doubles.Notion;

    public NotionWorkspace Harbor => Notion.HarborStudio;

    public Grant Tokens { get; private set; } = null!;

    public static async Task<NotionClient> StartAsync()
    {
        var client = new NotionClient();
        await client.Stage.InitializeAsync();
        client.Tokens = client.Stage.SignedIn("notion");
        client.Notion.Limit(1_000, 1_000);
        return client;
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PatchAsync(string path, string body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<Answer> QueryAsync(string database, string body)
        => PostAsync($"/v1/data_sources/{Harbor.Database(database).SourceId}/query", body);

    /// <summary>The titles of all rows of a query, page by page.</summary>
    public async Task<List<string>> TitlesAsync(string database, string query, int size = 100)
    {
        var titles = new List<string>();
        for (string? cursor = null; ;)
        {
            var body = JsonNode.Parse(query)!.AsObject();
            body["page_size"] = size;
            if (cursor is not null)
            {
                body["start_cursor"] = cursor;
            }

            var answer = await QueryAsync(database, body.ToJsonString());
            Assert.Equal(200, answer.Status);
            titles.AddRange(answer["results"]!.AsArray().Select(row => (string)row!["properties"]!["Name"]!["title"]![0]!["plain_text"]!));
            if (!(bool)answer["has_more"]!)
            {
                return titles;
            }

            cursor = (string)answer["next_cursor"]!;
        }
    }

    public HttpRequestMessage Request(HttpMethod method, string path, string? body)
    {
        var request = new HttpRequestMessage(method, Notion.Address + path);
        request.Headers.Authorization = new("Bearer", Tokens.AccessToken);
        request.Headers.Add("Notion-Version", NotionDouble.Version);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return request;
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, string? body) => Stage.SendAsync(Request(method, path, body));
}
