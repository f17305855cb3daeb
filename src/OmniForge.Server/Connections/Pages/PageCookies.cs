using System.Buffers.Text;
using System.Text;

namespace OmniForge.Server.Connections.Pages;

/// <summary>The two cookies of a sign-in: one binds the way back to this browser, one carries the outcome to the last page.</summary>
internal sealed class PageCookies(HttpContext http, PublicAddress address)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private string Binding => address.Secure ? "__Host-of_sign_in" : "of_sign_in";
    private string Outcome => address.Secure ? "__Host-of_outcome" : "of_outcome";

    public string Bound() => http.Request.Cookies[Binding] ?? "";

    public void Bind(string value) => http.Response.Cookies.Append(Binding, value, Options(Life));

    public void Unbind() => http.Response.Cookies.Delete(Binding, Options(null));

    public void Leave(PageText outcome)
        => http.Response.Cookies.Append(Outcome, Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{outcome.Title}\n{outcome.Body}")), Options(Life));

    /// <summary>Null when there is none that can be read; whoever forges one forges it for themselves.</summary>
    public PageText? TakeOutcome()
    {
        var stored = http.Request.Cookies[Outcome] ?? "";
        http.Response.Cookies.Delete(Outcome, Options(null));
        return stored.Length > 0 && Base64Url.IsValid(stored) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(stored)).Split('\n', 2) is [var title, var body]
            ? new(title, body)
            : null;
    }

    private CookieOptions Options(TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = address.Secure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = life,
    };
}
