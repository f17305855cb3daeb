using Google.Protobuf.Reflection;
using OmniForge.V1;

namespace OmniForge.Server.Hosting;

/// <summary>
/// `GET …/watch/sse` beside the `…/watch` of an execution, a conversation and a draft: the same stream, each line of JSON as one event
/// that browsers and proxies know. A refusal before the first event stays what it is there.
/// </summary>
internal static class ServerSentEvents
{
    private const string Ending = "/sse";

    /// <summary>Stands before routing: from here on it is the address without its ending.</summary>
    public static void Use(WebApplication app) => app.Use(async (http, next) =>
    {
        if (NamesOf(http.Request) is not { } names)
        {
            await next(http);
            return;
        }

        http.Request.Path = http.Request.Path.Value![..^Ending.Length];
        if (http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last)
        {
            http.Request.QueryString = http.Request.QueryString.Add("after_sequence", last);
        }

        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK)
            {
                http.Response.ContentType = "text/event-stream";
                http.Response.Headers.CacheControl = "no-store";
                http.Response.Headers["X-Accel-Buffering"] = "no";
            }

            return Task.CompletedTask;
        });
        var plain = http.Response.Body;
        await using var events = new EventBody(http.Response, plain, names);
        http.Response.Body = events;
        try
        {
            await next(http);
            await events.FinishAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = plain;
        }
    });

    /// <summary>What the events of this address can be; null when it is none of them.</summary>
    private static HashSet<string>? NamesOf(HttpRequest request)
        => !HttpMethods.IsGet(request.Method) || request.Path.Value is not { } path || !path.EndsWith($"/watch{Ending}", StringComparison.Ordinal) ? null
            : path.Split('/') switch
            {
                ["", "api", "v1", "executions", not "", "watch", _] => Names(ExecutionEvent.Descriptor),
                ["", "api", "v1", "conversations", not "", "watch", _] => Names(ConversationEvent.Descriptor),
                ["", "api", "v1", "agents", not "", "draft", "watch", _] => Names(DraftEvent.Descriptor),
                _ => null,
            };

    private static HashSet<string> Names(MessageDescriptor happened)
        => [.. happened.Oneofs.Single(choice => !choice.IsSynthetic).Fields.Select(field => field.JsonName)];
}
