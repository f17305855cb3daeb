namespace OmniForge.Server.Hosting;

/// <summary>Local mode answers only to loopback names, so that no web page can drive the server through a name of its own.</summary>
internal sealed class LoopbackHosts(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
