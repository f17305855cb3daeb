using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>The addresses that senders post to. They need no credential of ours: the key finds the trigger, the signature proves the sender.</summary>
internal static class HookAddresses
{
    public static void Map(WebApplication app)
    {
        app.MapPost("/hooks/{key}", (string key, HttpContext http, TriggerHooks hooks) => AnswerAsync(http, ct => hooks.TakeAsync(key, ExecutionMode.Live, http.Request, ct)));
        app.MapPost("/hooks/test/{key}", (string key, HttpContext http, TriggerHooks hooks) => AnswerAsync(http, ct => hooks.TakeAsync(key, ExecutionMode.Test, http.Request, ct)));
        app.MapPost("/hooks/app/{integration}/{key}", (string integration, string key, HttpContext http, AppHooks hooks)
            => AnswerAsync(http, ct => hooks.TakeAsync(integration, key, http.Request, ct)));
    }

    private static async Task AnswerAsync(HttpContext http, Func<CancellationToken, Task<HookAnswer?>> take)
    {
        var answer = new HookAnswer(StatusCodes.Status503ServiceUnavailable, null);
        if (await StoreTrouble.TryAsync(async () => answer = await take(http.RequestAborted) ?? new(StatusCodes.Status404NotFound, null)) is not null)
        {
            answer = new(StatusCodes.Status503ServiceUnavailable, null);
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (answer.Status == StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        if (answer.Json is { } json)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(json, http.RequestAborted);
        }
    }
}
