using System.Globalization;
using System.Text;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Notion;

public sealed class NotionMemoryTests
{
    private const int Rows = 10_000;
    private static readonly string Long = new('x', 2000);
    private readonly PatientClock _clock = new();
    private readonly List<WeakReference> _pages = [];
    private int _mostHeld;

    [Fact]
    public async Task Reading_ten_thousand_rows_never_holds_more_than_a_few_pages()
    {
        using var wire = new Wire(Answer);
        var entry = new IntegrationCatalogue(new Dictionary<string, IntegrationSettings>(), _clock).Find("notion")!;
        var tool = entry.Integration.Tools.Single(one => one.Descriptor.Name == "notion_query_database");
        var account = new ProviderAccount(
            new() { ConnectionId = "c", Name = "n", Descriptor = entry.Integration.Descriptor, Token = new Token(), Tenant = "t" },
            new HttpClient(wire, disposeHandler: false), new RequestLimits(_clock), _clock);
        var context = new ToolContext(new MemoryWorkspace(), _clock.GetUtcNow(), TimeZoneInfo.Utc, "k", new Dictionary<string, JsonElement>())
        {
            Accounts = new One(account),
        };
        var arguments = JsonElement.Parse("""{"database":"3fa85f64-5717-4562-b3fc-2c963f66afa6","where":[{"column":"Number","op":"ge","value":9990}],"limit":100}""");
        var result = await _clock.PassAsync(tool.InvokeAsync(arguments, context, TestContext.Current.CancellationToken));
        Assert.True(result.Ok, result.Error?.Message);
        Assert.Equal((Rows, 10), (result.Value!.Value.GetProperty("read").GetInt32(), result.Value.Value.GetProperty("count").GetInt32()));
        Assert.Equal(Rows / 100, _pages.Count);
        Assert.InRange(_mostHeld, 0, 4);
    }

    private HttpResponseMessage Answer(Sent sent)
    {
        if (!sent.Path.EndsWith("/query", StringComparison.Ordinal))
        {
            return Wire.Json(
                """
                {"object":"data_source","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","title":[{"plain_text":"Big"}],"url":"https://www.notion.so/big",
                 "data_sources":[{"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","name":"Big"}],
                 "properties":{"Number":{"id":"n","type":"number","number":{}},"Text":{"id":"t","type":"rich_text","rich_text":{}}}}
                """);
        }

        if (_pages.Count % 10 == 9)
        {
            GC.Collect();
            _mostHeld = Math.Max(_mostHeld, _pages.Count(page => page.IsAlive));
        }

        var from = JsonElement.Parse(sent.Body).TryGetProperty("start_cursor", out var cursor) ? int.Parse(cursor.GetString()!, CultureInfo.InvariantCulture) : 0;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Page(from))) { Headers = { ContentType = new("application/json") } };
        _pages.Add(new WeakReference(content));
        return new HttpResponseMessage { Content = content };
    }

    private static string Page(int from)
    {
        var rows = Enumerable.Range(from, 100).Select(i =>
            $$"""{"object":"page","id":"{{i}}","url":"https://www.notion.so/{{i}}","properties":{"Number":{"type":"number","number":{{i}} },"Text":{"type":"rich_text","rich_text":[{"plain_text":"{{Long}}"}]} } }""");
        var next = from + 100 < Rows ? $"\"{from + 100}\"" : "null";
        return $$"""{"object":"list","results":[{{string.Join(',', rows)}}],"next_cursor":{{next}},"has_more":true}""";
    }

    private sealed class One(IAccount account) : IAccounts
    {
        public ValueTask<IAccount> OpenAsync(string integration, CancellationToken cancellationToken) => new(account);
    }
}
