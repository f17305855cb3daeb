using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections.Pages;

/// <summary>
/// The pages a browser sees while an account is connected: what is asked for, and what came of it. They need no script, say nothing to
/// other sites, and keep codes and states out of the address they end on.
/// </summary>
internal static class ConnectPages
{
    private const string Done = "/connect/done";

    public static void Map(WebApplication app)
    {
        app.MapGet("/connect/{ticket}", AskAsync);
        app.MapPost("/connect/{ticket}", AgreeAsync);
        app.MapGet("/oauth/callback/{integration}", ReturnAsync);
        app.MapGet(Done, (HttpContext http, PublicAddress address) => Page(http, new PageCookies(http, address).TakeOutcome() ?? PageText.Nothing));
    }

    private static async Task<IResult> AskAsync(string ticket, HttpContext http, SignIns signIns, Providers providers, PublicAddress address, CancellationToken ct)
    {
        if (await signIns.FindAsync(ticket, ct) is not { } sign)
        {
            return Page(http, PageText.DeadLink, StatusCodes.Status410Gone);
        }

        // The cookie makes sure that whoever agrees is who came here, and that the way back ends in the same browser.
        var cookie = OneTimeText.New();
        new PageCookies(http, address).Bind(cookie);
        return Page(http, PageText.Question(providers.Get(sign.Integration), sign, OneTimeText.Hash(cookie)));
    }

    private static async Task<IResult> AgreeAsync(string ticket, HttpContext http, SignIns signIns, PublicAddress address, CancellationToken ct)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : null;
        var cookie = new PageCookies(http, address).Bound();
        if (form is null || cookie.Length == 0 || !OneTimeText.Same(form["proof"].ToString().PadRight(64)[..64], cookie))
        {
            return Page(http, PageText.NoCookie, StatusCodes.Status400BadRequest);
        }

        return await signIns.AgreeAsync(ticket, cookie, ct) is { } target
            ? See(http, target.AbsoluteUri)
            : Page(http, PageText.DeadLink, StatusCodes.Status410Gone);
    }

    private static async Task<IResult> ReturnAsync(string integration, HttpContext http, SignIns signIns, Providers providers, PublicAddress address, CancellationToken ct)
    {
        var cookies = new PageCookies(http, address);
        var query = http.Request.Query;
        PageText outcome;
        try
        {
            var answer = new ProviderAnswer(query["code"].ToString(), query["error"].ToString(), query["iss"].ToString());
            var row = await signIns.ReturnAsync(integration, query["state"].ToString(), cookies.Bound(), answer, ct);
            outcome = PageText.Connected(providers.Get(integration).Descriptor.DisplayName, row);
        }
        catch (DomainException refused)
        {
            outcome = PageText.Refused(refused.Message);
        }

        cookies.Unbind();
        cookies.Leave(outcome);
        return See(http, Done);
    }

    /// <summary>303: the browser asks for the next page with a clean GET.</summary>
    private static IResult See(HttpContext http, string target)
    {
        Guard(http);
        http.Response.Headers.Location = target;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static IResult Page(HttpContext http, PageText text, int status = StatusCodes.Status200OK)
    {
        Guard(http);
        return Results.Content(text.Html(), "text/html; charset=utf-8", statusCode: status);
    }

    private static void Guard(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";

        // The form leads to a provider by way of a redirect, which some browsers judge by form-action as well: it is left open.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
    }
}
