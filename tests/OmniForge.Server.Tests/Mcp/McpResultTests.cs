using System.Text.Json;
using ModelContextProtocol.Protocol;
using OmniForge.Agents.Tools;
using OmniForge.Files;
using OmniForge.Server.Mcp.Tools;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Mcp;

public sealed class McpResultTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FolderWorkspace _files;

    public McpResultTests() => _files = new(_folder.Path);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Text_data_and_links_come_from_outside()
    {
        var result = await ReadAsync(new CallToolResult
        {
            Content = [new TextContentBlock { Text = "one" }, new TextContentBlock { Text = "two" }, new ResourceLinkBlock { Uri = "https://example.com/a", Name = "a" }],
            StructuredContent = JsonElement.Parse("""{"rows":[1,2]}"""),
        });
        Assert.True(result.Untrusted);
        Assert.Equal("one\ntwo", result.Value!.Value.GetProperty("text").GetString());
        Assert.Equal(2, result.Value.Value.GetProperty("data").GetProperty("rows").GetArrayLength());
        Assert.Equal("https://example.com/a", result.Value.Value.GetProperty("links")[0].GetProperty("uri").GetString());
    }

    [Fact]
    public async Task What_is_longer_than_a_mebibyte_is_cut_and_marked()
    {
        var result = await ReadAsync(new CallToolResult { Content = [new TextContentBlock { Text = new string('ä', 700_000) }] });
        Assert.True(result.Truncated);
        Assert.InRange(result.Value!.Value.GetRawText().Length, 1_000, McpResult.MostBytes / 2);
        var whole = await ReadAsync(new CallToolResult { Content = [new TextContentBlock { Text = new string('ä', 400_000) }] });
        Assert.False(whole.Truncated);
    }

    [Fact]
    public async Task An_embedded_resource_is_saved_and_named_by_its_type()
    {
        var result = await ReadAsync(new CallToolResult
        {
            Content = [new EmbeddedResourceBlock { Resource = new TextResourceContents { Uri = "file:///../../etc/passwd", MimeType = "text/csv", Text = "a,b" } }],
        });
        var path = result.Value!.Value.GetProperty("files")[0].GetProperty("file_path").GetString()!;
        Assert.Matches("^mcp/s/[0-9a-f]{12}-1\\.csv$", path);
        Assert.Equal("a,b"u8.ToArray(), await _files.ReadAsync(path, 100, Ct));
    }

    [Fact]
    public async Task An_error_is_one_line_of_limited_length()
    {
        var result = await ReadAsync(new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = "no\u001b[2J\n" + new string('x', 5_000) }] });
        Assert.Equal(ToolErrorCode.Invalid, result.Error!.Code);
        Assert.DoesNotContain(result.Error.Message, char.IsControl);
        Assert.InRange(result.Error.Message.Length, 500, 700);
    }

    private Task<ToolResult> ReadAsync(CallToolResult answer)
        => McpResult.ReadAsync(answer, "s", "Look", new ToolContext(_files, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, "e:1:1", new Dictionary<string, JsonElement>()), Ct);
}
