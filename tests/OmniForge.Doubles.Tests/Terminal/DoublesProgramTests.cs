using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OmniForge.TestKit;

namespace OmniForge.Doubles.Tests.Terminal;

/// <summary>The program that people start, as a process of its own.</summary>
public sealed class DoublesProgramTests : IDisposable
{
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }
    }

    [Fact]
    public async Task A_program_is_told_line_by_line_and_ends_it_with_its_input()
    {
        var program = Start("lines");
        var settings = await UntilAsync(program, "settings");
        Assert.Contains("\"Integrations__Notion__ClientId\"", settings, StringComparison.Ordinal);
        await program.StandardInput.WriteLineAsync("stumble".AsMemory(), Ct);
        await UntilAsync(program, "stumbles");
        program.StandardInput.Close();
        Assert.Contains("{\"wrong\":[]}", await UntilAsync(program, "wrong"), StringComparison.Ordinal);
        await program.WaitForExitAsync(Ct);
    }

    [Fact]
    public async Task It_says_how_to_use_it_shows_messages_and_stops_on_a_signal()
    {
        var port = FreePorts();
        var program = Start("--port", $"{port}", "--rows", "20");
        var said = await UntilAsync(program, "Ctrl-C stops them.");
        Assert.Contains($"export Integrations__Notion__BaseUrl='http://127.0.0.1:{port}/v1'", said, StringComparison.Ordinal);
        Assert.Contains($"export Egress__Opened='127.0.0.1:{port},127.0.0.1:{port + 1},127.0.0.1:{port + 2},127.0.0.1:{port + 3}'", said, StringComparison.Ordinal);
        Assert.Contains("\"Archive\" (20 rows)", said, StringComparison.Ordinal);
        await PostAsync(port + 1, "Done: the\nreport");
        Assert.Contains("Slack #sales: Done: the / report", await UntilAsync(program, "Slack #sales"), StringComparison.Ordinal);
        using var stop = Process.Start("kill", ["-INT", $"{program.Id}"]);
        Assert.Contains("Nothing was wrong with any of them.", await UntilAsync(program, "Stopped after"), StringComparison.Ordinal);
        await program.WaitForExitAsync(Ct);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task It_prints_settings_for_a_shell_and_refuses_what_it_does_not_know()
    {
        var settings = await ReadAsync("env", "--port", "9000");
        Assert.Equal(0, settings.Code);
        Assert.All(settings.Text.Trim().Split('\n'), line => Assert.StartsWith("export ", line, StringComparison.Ordinal));
        Assert.Contains("Integrations__GitHub__TokenUrl='http://127.0.0.1:9003/login/oauth/access_token'", settings.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadAsync("--colour")).Code);
        Assert.Equal(2, (await ReadAsync("--port", "many")).Code);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_words()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var refused = await ReadAsync("--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");
        Assert.Equal(1, refused.Code);
        Assert.Contains("is in use", refused.Error, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Process Start(params string[] words)
    {
        var process = Process.Start(new ProcessStartInfo(SourceTree.Artifact("OmniForge.Doubles", "omniforge-doubles"), words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _started.Add(process);
        return process;
    }

    private async Task<(int Code, string Text, string Error)> ReadAsync(params string[] words)
    {
        var process = Start(words);
        var text = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct).WaitAsync(Patience.Limit, Ct);
        return (process.ExitCode, await text, await error);
    }

    private static async Task<string> UntilAsync(Process process, string wanted)
    {
        var said = new StringBuilder();
        while (!said.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            var line = await process.StandardOutput.ReadLineAsync(Ct).AsTask().WaitAsync(Patience.Limit, Ct)
                ?? throw new InvalidOperationException($"It ended before it said '{wanted}': {said}{await process.StandardError.ReadToEndAsync(Ct)}");
            said.AppendLine(line);
        }

        return said.ToString();
    }

    // The whole way of a client: sign in without a click, then post.
    private static async Task PostAsync(int port, string text)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var slack = $"http://127.0.0.1:{port}";
        const string Callback = "http://127.0.0.1:40123/oauth/callback/slack";
        using var back = await client.GetAsync(
            $"{slack}/oauth/v2/authorize?client_id=omniforge-at-slack&scope=chat:write,channels:read&state=s&auto=allow&redirect_uri={Uri.EscapeDataString(Callback)}", Ct);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var code = System.Web.HttpUtility.ParseQueryString(back.Headers.Location!.Query)["code"]!;
        var tokens = await ReadAsync(client, $"{slack}/api/oauth.v2.access", null, new()
        {
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["client_id"] = "omniforge-at-slack",
            ["client_secret"] = "secret-of-omniforge-at-slack",
        });
        var token = (string)tokens["access_token"]!;
        var channels = await ReadAsync(client, $"{slack}/api/conversations.list", token, []);
        var sales = channels["channels"]!.AsArray().Single(channel => (string?)channel!["name"] == "sales")!;
        Assert.True((bool?)(await ReadAsync(client, $"{slack}/api/chat.postMessage", token, new() { ["channel"] = (string)sales["id"]!, ["text"] = text }))["ok"]);
    }

    private static async Task<JsonNode> ReadAsync(HttpClient client, string address, string? token, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await client.SendAsync(request, Ct);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
    }

    // Four neighbours that nobody listens on now.
    private static int FreePorts()
    {
        for (var attempt = 0; ; attempt++)
        {
            var listeners = new List<TcpListener>();
            try
            {
                var first = Random.Shared.Next(20_000, 30_000);
                for (var at = 0; at < 4; at++)
                {
                    var listener = new TcpListener(IPAddress.Loopback, first + at);
                    listeners.Add(listener);
                    listener.Start();
                }

                return first;
            }
            catch (SocketException) when (attempt < 100)
            {
                // Somebody has one of them; others are tried.
            }
            finally
            {
                listeners.ForEach(listener => listener.Dispose());
            }
        }
    }
}
