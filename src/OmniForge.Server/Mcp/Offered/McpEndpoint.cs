using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Mcp.Offered;

/// <summary>
/// `/mcp`: streamable HTTP without sessions, so that any node answers any request. The key is the credential of every request; a client
/// that hangs up ends nothing but its own listening.
/// </summary>
internal sealed class McpEndpoint(ApiKeys keys, AgentTools agents, AgentCall calls)
{
    private const string Route = "/mcp";
    private const string Events = "text/event-stream";

    /// <summary>Where a client may put its word for one call, besides the header `Idempotency-Key`.</summary>
    private const string KeyInMeta = "omniforge/request_id";

    public static void Map(WebApplication app)
    {
        app.MapPost(Route, (HttpContext http, McpEndpoint endpoint) => endpoint.AnswerAsync(http));
        app.MapMethods(Route, [HttpMethods.Get, HttpMethods.Delete], (HttpContext http) =>
        {
            // There are no sessions to listen to or to end.
            http.Response.Headers.Allow = HttpMethods.Post;
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        });
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        if (await CallerOfAsync(http, cancellationToken) is not { } caller)
        {
            return;
        }

        if (await ReadAsync(http, cancellationToken) is not { } message)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, DomainException.Field("body", "must be one JSON-RPC message"));
            return;
        }

        // A call of the protocol is judged by the headers it came with.
        message.Context = new() { ProtocolVersion = http.Request.Headers["MCP-Protocol-Version"].FirstOrDefault() };
        await using var transport = new StreamableHttpServerTransport(NullLoggerFactory.Instance) { Stateless = true };
        await using var server = McpServer.Create(transport, OptionsFor(caller, KeyOf(http)), NullLoggerFactory.Instance, serviceProvider: null);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = server.RunAsync(over.Token);
        http.Response.ContentType = Events;
        http.Response.Headers.CacheControl = "no-cache,no-store";
        var answered = await transport.HandlePostRequestAsync(message, http.Response.Body, cancellationToken);
        if (!answered)
        {
            http.Response.ContentType = null;
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        }

        await over.CancelAsync();
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private McpServerOptions OptionsFor(Caller caller, string key) => new()
    {
        ServerInfo = new Implementation { Name = "omniforge", Title = "OmniForge agents", Version = "1.0" },
        ServerInstructions = "Each tool runs one agent. A run that is not over in time is named by its execution id; ask for it again with omniforge_execution.",
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = async (request, ct) => await GuardAsync(caller, "agents.read", () => agents.ListAsync(caller, ct)),
            CallToolHandler = async (request, ct) => await GuardAsync(
                caller,
                "agents.read",
                () => calls.StartAsync(
                    caller,
                    request.Params ?? throw new McpProtocolException("The call names no tool.", McpErrorCode.InvalidParams),
                    key.Length > 0 ? key : MetaKey(request.Params),
                    request.Params.ProgressToken is { } token
                        ? (number, words) => request.Server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = number, Message = words }, cancellationToken: ct)
                        : null,
                    ct)),
        },
    };

    /// <summary>Refusals of the server become errors of the protocol, with the same words.</summary>
    private static async Task<T> GuardAsync<T>(Caller caller, string permission, Func<Task<T>> work)
    {
        try
        {
            CallerInterceptor.Demand(caller, permission);
            return await work();
        }
        catch (DomainException refused)
        {
            throw new McpProtocolException(
                $"{refused.Message} ({refused.Reason})", refused.Refusal is Refusal.Unavailable or Refusal.Exhausted ? McpErrorCode.InternalError : McpErrorCode.InvalidParams);
        }
    }

    private async Task<Caller?> CallerOfAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var header = http.Request.Headers.Authorization.ToString();
        try
        {
            return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? await keys.AuthenticateAsync(header["Bearer ".Length..].Trim(), cancellationToken)
                : throw new DomainException(Refusal.Unauthenticated, "CREDENTIAL_MISSING", "This address needs a key: send the header `Authorization: Bearer of_sk_…`.");
        }
        catch (DomainException refused)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, refused);
            return null;
        }
    }

    private static async Task<JsonRpcMessage?> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!http.Request.HasJsonContentType() || http.Request.ContentLength > Limits.MessageIn)
        {
            return null;
        }

        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = Limits.MessageIn;
        try
        {
            var type = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
            return (JsonRpcMessage?)await JsonSerializer.DeserializeAsync(http.Request.Body, type, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is JsonException or BadHttpRequestException or NotSupportedException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext http, int status, DomainException refused)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(RestEdge.Write(refused.ToStatus(Ids.New())), http.RequestAborted);
    }

    private static string KeyOf(HttpContext http) => Good(http.Request.Headers["Idempotency-Key"].FirstOrDefault());

    private static string MetaKey(CallToolRequestParams call) => call.Meta?[KeyInMeta] is System.Text.Json.Nodes.JsonValue value ? Good(value.ToString()) : "";

    private static string Good(string? key) => key is { Length: >= 1 and <= 64 } && key.All(c => c is >= ' ' and <= '~') ? key : "";
}
