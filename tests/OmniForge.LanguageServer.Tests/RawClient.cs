using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OmniForge.TestKit;

namespace OmniForge.LanguageServer.Tests;

/// <summary>A client that speaks frames of bytes, so that nothing the server is built with can hide a mistake.</summary>
internal sealed class RawClient(Stream toServer, Stream fromServer) : IDisposable
{
    private readonly CancellationTokenSource _patience = Limited();
    private readonly Queue<JsonNode> _notices = [];
    private int _lastId;

    /// <summary>What the client answers when the server asks something: granted with nothing by default.</summary>
    public Func<string, JsonNode?, JsonNode?> Grant { get; set; } = (_, _) => null;

    /// <summary>Ends with the test or after the one timeout.</summary>
    public CancellationToken Token => _patience.Token;

    /// <summary>Notifications that came before the reply to a request and nobody has looked at.</summary>
    public int Unread => _notices.Count;

    public void Dispose() => _patience.Dispose();

    /// <summary>The result of a request that must succeed.</summary>
    public async Task<JsonNode?> AskAsync(string method, JsonNode parameters)
    {
        var reply = await RequestAsync(method, parameters.ToJsonString());
        Assert.Null(reply["error"]);
        return reply["result"];
    }

    public async Task<JsonNode> RequestAsync(string method, string? parameters)
    {
        var id = await SendRequestAsync(method, parameters);
        return await ReplyAsync(id);
    }

    public async Task<int> SendRequestAsync(string method, string? parameters)
    {
        var id = ++_lastId;
        await SendAsync($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}"{{Member(parameters)}}}""");
        return id;
    }

    public async Task<JsonNode> ReplyAsync(int? id)
    {
        while (true)
        {
            var message = await ReadAsync() ?? throw new EndOfStreamException("The server closed the connection.");
            if (message["method"] is null)
            {
                Assert.Equal(id, (int?)message["id"]);
                return message;
            }

            if (message["id"] is { } asked)
            {
                await GrantAsync(asked, message);
                continue;
            }

            _notices.Enqueue(message);
        }
    }

    public Task NotifyAsync(string method, string? parameters)
        => SendAsync($$"""{"jsonrpc":"2.0","method":"{{method}}"{{Member(parameters)}}}""");

    /// <summary>The parameters of the next publishDiagnostics.</summary>
    public async Task<JsonNode> DiagnosticsAsync()
    {
        var message = await NoticeAsync();
        while ((string?)message["method"] == "omniforge/status/changed")
        {
            message = await NoticeAsync();
        }

        Assert.Equal("textDocument/publishDiagnostics", (string?)message["method"]);
        return message["params"]!;
    }

    /// <summary>The next notification.</summary>
    public async Task<JsonNode> NoticeAsync()
    {
        while (true)
        {
            var message = _notices.TryDequeue(out var kept) ? kept : await ReadAsync();
            Assert.NotNull(message);
            if (message["id"] is not { } asked)
            {
                return message;
            }

            await GrantAsync(asked, message);
        }
    }

    /// <summary>Parameters of the next notification of that name; others before it are passed over.</summary>
    public async Task<JsonNode> NoticeAsync(string method)
    {
        var message = await NoticeAsync();
        while ((string?)message["method"] != method)
        {
            message = await NoticeAsync();
        }

        return message["params"]!;
    }

    public Task SendAsync(string json)
    {
        var content = Encoding.UTF8.GetBytes(json);
        return SendBytesAsync([.. Encoding.ASCII.GetBytes($"Content-Length: {content.Length}\r\n\r\n"), .. content]);
    }

    public async Task SendBytesAsync(byte[] bytes)
    {
        await toServer.WriteAsync(bytes, Token);
        await toServer.FlushAsync(Token);
    }

    /// <summary>Says good-bye without a word.</summary>
    public ValueTask HangUpAsync() => toServer.DisposeAsync();

    /// <summary>The next message; null when the server has closed. Fails on anything that is not a whole frame.</summary>
    public async Task<JsonNode?> ReadAsync()
    {
        var length = -1;
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                var content = new byte[length];
                await fromServer.ReadExactlyAsync(content, Token);
                return JsonNode.Parse(content);
            }

            var header = line.Split(": ");
            Assert.Equal(2, header.Length);
            length = header[0] == "Content-Length" ? int.Parse(header[1], CultureInfo.InvariantCulture) : length;
        }

        return null;
    }

    private Task GrantAsync(JsonNode id, JsonNode message)
    {
        var result = Grant((string)message["method"]!, message["params"]);
        return SendAsync($$"""{"jsonrpc":"2.0","id":{{id.ToJsonString()}},"result":{{result?.ToJsonString() ?? "null"}}}""");
    }

    private static string Member(string? parameters) => parameters is null ? "" : $",\"params\":{parameters}";

    private static CancellationTokenSource Limited()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience.Limit);
        return source;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await fromServer.ReadAsync(one, Token) == 1)
        {
            if (one[0] == '\n')
            {
                Assert.Equal('\r', line[^1]);
                return line.ToString(0, line.Length - 1);
            }

            line.Append((char)one[0]);
        }

        Assert.Equal("", line.ToString());
        return null;
    }
}
