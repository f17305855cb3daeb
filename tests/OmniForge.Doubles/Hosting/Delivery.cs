using System.Text;
using OmniForge.Doubles.Faults;

namespace OmniForge.Doubles.Hosting;

/// <summary>Puts an answer on the wire, or spoils it on the way as a fault says.</summary>
internal static class Delivery
{
    public static async Task SendAsync(HttpContext http, Reply reply, Fault? fault, TimeProvider clock)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Reset or FaultKind.AppliedNoAnswer:
                http.Abort();
                return;
            case FaultKind.WrongJson:
                await WriteAsync(http, Reply.Html(StatusCodes.Status200OK, "<html><body>We will be right back</body></html>"));
                return;
            case FaultKind.CutBody:
                await CutAsync(http, reply);
                return;
            case FaultKind.SlowDrip:
                await DripAsync(http, reply, fault.Pause, clock);
                return;
            case FaultKind.SlowAnswer:
                await Task.Delay(fault.Pause, clock, http.RequestAborted);
                break;
        }

        await WriteAsync(http, reply);
    }

    private static async Task WriteAsync(HttpContext http, Reply reply)
    {
        Head(http, reply);
        // A 204 must not even be asked to write nothing.
        if (reply.Body.Length > 0)
        {
            await http.Response.Body.WriteAsync(reply.Body, http.RequestAborted);
        }
    }

    private static async Task CutAsync(HttpContext http, Reply reply)
    {
        var promised = reply.Body.Length == 0 ? Reply.Text(reply.Status, "text/plain", "cut") : reply;
        Head(http, promised);
        await http.Response.Body.WriteAsync(promised.Body.AsMemory(0, promised.Body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    private static async Task DripAsync(HttpContext http, Reply reply, TimeSpan pause, TimeProvider clock)
    {
        Head(http, reply);
        for (var at = 0; at < reply.Body.Length; at++)
        {
            await http.Response.Body.WriteAsync(reply.Body.AsMemory(at, 1), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(pause, clock, http.RequestAborted);
        }
    }

    private static void Head(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = Plain(value);
        }

        if (reply.ContentType.Length > 0)
        {
            http.Response.ContentType = reply.ContentType;
        }

        if (reply.Status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            http.Response.ContentLength = reply.Body.Length;
        }
    }

    private static string Plain(string value) => Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(value));
}
