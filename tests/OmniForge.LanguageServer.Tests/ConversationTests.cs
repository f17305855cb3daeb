using System.Text;
using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

public class ConversationTests
{
    private const string Nothing = """{"capabilities":{}}""";

    [Fact]
    public async Task The_server_promises_only_what_it_does()
    {
        using var server = RunningServer.New();
        var reply = await server.Client.RequestAsync("initialize", """{"processId":1,"rootUri":null,"capabilities":{},"trace":"off"}""");
        Assert.Equal(
            [
                "codeActionProvider", "codeLensProvider", "completionProvider", "definitionProvider", "diagnosticProvider",
                "documentFormattingProvider", "documentHighlightProvider", "documentLinkProvider", "documentRangeFormattingProvider", "documentSymbolProvider",
                "foldingRangeProvider", "hoverProvider", "inlayHintProvider", "positionEncoding", "referencesProvider", "renameProvider",
                "selectionRangeProvider", "semanticTokensProvider", "textDocumentSync", "workspace", "workspaceSymbolProvider",
            ],
            reply["result"]!["capabilities"]!.AsObject().Select(promise => promise.Key).Order(StringComparer.Ordinal));
        Assert.Equal("omniforge-language-server", (string?)reply["result"]!["serverInfo"]!["name"]);
    }

    [Theory]
    [InlineData("{}", "utf-16")]
    [InlineData("""{"general":null}""", "utf-16")]
    [InlineData("""{"general":{"positionEncodings":[]}}""", "utf-16")]
    [InlineData("""{"general":{"positionEncodings":["utf-7"]}}""", "utf-16")]
    [InlineData("""{"general":{"positionEncodings":["utf-8"]}}""", "utf-8")]
    [InlineData("""{"general":{"positionEncodings":["utf-32"]}}""", "utf-32")]
    [InlineData("""{"general":{"positionEncodings":["utf-8","utf-32"]}}""", "utf-32")]
    [InlineData("""{"general":{"positionEncodings":["utf-8","utf-16"]}}""", "utf-16")]
    public async Task The_encoding_is_one_the_client_offered(string capabilities, string chosen)
    {
        using var server = RunningServer.New();
        var reply = await server.Client.RequestAsync("initialize", $$"""{"capabilities":{{capabilities}}}""");
        Assert.Equal(chosen, (string?)reply["result"]!["capabilities"]!["positionEncoding"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Shutdown_and_exit_end_well_however_they_are_written(string? parameters)
    {
        using var server = await RunningServer.StartAsync();
        var reply = await server.Client.RequestAsync("shutdown", parameters);
        Assert.True(reply.AsObject().ContainsKey("result"));
        Assert.Null(reply["result"]);
        await server.Client.NotifyAsync("exit", parameters);
        Assert.Equal(0, await server.ExitCode);
    }

    [Fact]
    public async Task An_exit_without_a_shutdown_is_a_failure()
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.NotifyAsync("exit", null);
        Assert.Equal(1, await server.ExitCode);
    }

    [Fact]
    public async Task A_client_that_is_gone_ends_the_server()
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.HangUpAsync();
        Assert.Equal(1, await server.ExitCode);
    }

    [Theory]
    [InlineData("textDocument/typeDefinition", """{"textDocument":{"uri":"file:///a/SKILL.md"},"position":{"line":0,"character":0}}""")]
    [InlineData("nobody/knows", null)]
    [InlineData("Exit", "[]")]
    [InlineData("ToString", null)]
    public async Task An_unknown_method_is_refused_without_a_word_about_the_program(string method, string? parameters)
    {
        using var server = await RunningServer.StartAsync();
        var reply = await server.Client.RequestAsync(method, parameters);
        Assert.Equal("""{"code":-32601,"message":"There is no such method."}""", reply["error"]!.ToJsonString());
    }

    [Theory]
    [InlineData("$/setTrace", """{"value":"off"}""")]
    [InlineData("workspace/didChangeConfiguration", """{"settings":null}""")]
    [InlineData("textDocument/didOpen", """{"textDocument":7}""")]
    [InlineData("textDocument/didClose", "[1,2,3]")]
    public async Task A_notification_that_is_unknown_or_unfit_is_passed_over(string method, string parameters)
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.NotifyAsync(method, parameters);
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task Parameters_that_do_not_fit_are_refused_without_a_word_about_the_program()
    {
        using var server = RunningServer.New();
        var reply = await server.Client.RequestAsync("initialize", """{"capabilities":"all of them"}""");
        Assert.Equal("""{"code":-32602,"message":"The parameters do not fit the method."}""", reply["error"]!.ToJsonString());
        Assert.NotNull((await server.Client.RequestAsync("initialize", Nothing))["result"]);
    }

    [Fact]
    public async Task Requests_come_in_the_order_of_the_protocol()
    {
        using var server = RunningServer.New();
        await server.OpenAsync("file:///a/SKILL.md", "");
        Assert.Equal(-32002, Code(await server.Client.RequestAsync("shutdown", null)));
        Assert.Null((await server.Client.RequestAsync("initialize", Nothing))["error"]);
        Assert.Equal(-32600, Code(await server.Client.RequestAsync("initialize", Nothing)));
        Assert.Null((await server.Client.RequestAsync("shutdown", null))["error"]);
        await server.OpenAsync("file:///a/SKILL.md", "");
        Assert.Equal(-32600, Code(await server.Client.RequestAsync("shutdown", null)));
        Assert.Equal(0, server.Client.Unread);
    }

    // Without RequestId in the JSON context the library ignores the cancellation and this request runs for ever.
    [Fact]
    public async Task A_cancelled_request_ends_with_the_code_for_it()
    {
        using var server = await RunningServer.StartAsync(prepare: running =>
            running.Connection.AddLocalRpcMethod("test/slow", (CancellationToken ct) => Task.Delay(Timeout.Infinite, ct)));
        var id = await server.Client.SendRequestAsync("test/slow", null);
        await server.Client.NotifyAsync("$/cancelRequest", $$"""{"id":{{id}}}""");
        var reply = await server.Client.ReplyAsync(id);
        Assert.Equal("""{"code":-32800,"message":"The request was cancelled."}""", reply["error"]!.ToJsonString());
    }

    [Fact]
    public async Task A_failure_inside_is_logged_once_and_not_shown()
    {
        using var server = await RunningServer.StartAsync(prepare: running =>
            running.Connection.AddLocalRpcMethod("test/fail", new Action(() => throw new InvalidDataException("the canary"))));
        var reply = await server.Client.RequestAsync("test/fail", null);
        Assert.Equal("""{"code":-32603,"message":"Something went wrong inside the language server."}""", reply["error"]!.ToJsonString());
        Assert.Equal(2, server.Log.ToString().Split("the canary").Length);
        await server.SettleAsync();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"jsonrpc":"2.0"}""")]
    public async Task A_frame_without_a_message_is_answered_and_passed_over(string content)
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.SendAsync(content);
        var reply = await server.Client.ReplyAsync(null);
        Assert.Equal(-32700, Code(reply));
        await server.SettleAsync();
    }

    [Theory]
    [InlineData("Content-Length: many\r\n\r\n{}")]
    [InlineData("Content-Length: -5\r\n\r\n{}")]
    [InlineData("\r\n\r\n{}")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task A_broken_header_ends_the_connection(string bytes)
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.SendBytesAsync(Encoding.UTF8.GetBytes(bytes));
        Assert.Equal(1, await server.ExitCode);
        Assert.StartsWith("The connection broke: ", server.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_without_content_does_not_hang()
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.SendAsync("");
        Assert.Equal(1, await server.ExitCode);
    }

    [Fact]
    public async Task A_frame_that_never_ends_ends_with_the_client()
    {
        using var server = await RunningServer.StartAsync();
        await server.Client.SendBytesAsync(Encoding.UTF8.GetBytes("Content-Length: 1000\r\n\r\n{\"json"));
        await server.Client.HangUpAsync();
        Assert.Equal(1, await server.ExitCode);
    }

    [Fact]
    public async Task A_message_in_small_pieces_is_put_together()
    {
        using var server = RunningServer.New();
        var content = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"x":"🙂"}}""");
        byte[] frame = [.. Encoding.ASCII.GetBytes($"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {content.Length}\r\n\r\n"), .. content];
        foreach (var piece in frame)
        {
            await server.Client.SendBytesAsync([piece]);
        }

        Assert.NotNull((await server.Client.ReplyAsync(1))["result"]);
    }

    private static int? Code(JsonNode reply) => (int?)reply["error"]?["code"];
}
