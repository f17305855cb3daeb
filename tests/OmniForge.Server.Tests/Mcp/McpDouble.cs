using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace OmniForge.Server.Tests.Mcp;

/// <summary>
/// An MCP server over HTTP in this process, made of the server side of the package. A test says what it offers and how each call is
/// answered, and sees what was sent.
/// </summary>
internal sealed class McpDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private McpDouble(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public string Authority => new Uri(Url).Authority;

    public List<Tool> Tools { get; } = [];

    /// <summary>Answers a call; the default gives its name back.</summary>
    public Func<CallToolRequestParams, CancellationToken, Task<CallToolResult>> Answer { get; set; } =
        (call, _) => Task.FromResult(Said($"called {call.Name}"));

    /// <summary>What every request must carry in Authorization; null = nothing.</summary>
    public string? Wanted { get; set; }

    /// <summary>Every request is answered with this status.</summary>
    public int? Broken { get; set; }

    /// <summary>The connection of each call is cut before its answer.</summary>
    public bool Lose { get; set; }

    /// <summary>Names and arguments of the calls.</summary>
    public ConcurrentQueue<CallToolRequestParams> Calls { get; } = new();

    /// <summary>Headers of the requests.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Headers { get; } = new();

    public static CallToolResult Said(string text) => new() { Content = [new TextContentBlock { Text = text }] };

    public static Tool Tool(string name, string description = "Does something.", string schema = """{"type":"object","properties":{"text":{"type":"string"}}}""")
        => new() { Name = name, Description = description, InputSchema = JsonElement.Parse(schema) };

    public static async Task<McpDouble> StartAsync(CancellationToken ct, params Tool[] tools)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var made = new McpDouble(app);
        made.Tools.AddRange(tools);
        app.MapPost("/mcp", (HttpContext http) => made.AnswerAsync(http));
        await app.StartAsync(ct);
        made.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/mcp";
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Headers.Enqueue(http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        if (Broken is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }

        if (Wanted is not null && http.Request.Headers.Authorization != Wanted)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var message = (JsonRpcMessage)(await JsonSerializer.DeserializeAsync(
            http.Request.Body, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage)), http.RequestAborted))!;
        message.Context = new() { ProtocolVersion = http.Request.Headers["MCP-Protocol-Version"].FirstOrDefault() };
        await using var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, Options(http));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var run = server.RunAsync(over.Token);
        http.Response.ContentType = "text/event-stream";
        try
        {
            if (!await transport.HandlePostRequestAsync(message, http.Response.Body, http.RequestAborted))
            {
                http.Response.ContentType = null;
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client hung up.
        }

        await over.CancelAsync();
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private McpServerOptions Options(HttpContext http) => new()
    {
        ServerInfo = new Implementation { Name = "double", Version = "1" },
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. Tools] }),
            CallToolHandler = async (request, ct) =>
            {
                Calls.Enqueue(request.Params!);
                if (Lose)
                {
                    http.Abort();
                }

                return await Answer(request.Params!, ct);
            },
        },
    };
}
