using System.Text.Encodings.Web;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.OAuth;

/// <summary>The page on which a person says yes or no. Plain HTML without scripts.</summary>
internal static class ConsentPage
{
    public static Reply Show(OAuthProfile profile, IReadOnlyList<string> scopes, IEnumerable<OAuthAccount> accounts, string query)
    {
        var choices = string.Concat(accounts.Select(account => $"<option value=\"{Safe(account.Id)}\">{Safe(account.Name)}</option>"));
        var asked = scopes.Count == 0 ? "the pages and places you share with it" : string.Join(", ", scopes);
        return Page(StatusCodes.Status200OK, profile, $"""
            <p>OmniForge asks to use your {Safe(profile.DisplayName)} account: {Safe(asked)}.</p>
            <form method="post" action="{Safe(query)}">
              <p><label>Account <select name="account">{choices}</select></label></p>
              <button name="decision" value="allow">Allow</button>
              <button name="decision" value="deny">Deny</button>
            </form>
            """);
    }

    public static Reply Refuse(OAuthProfile profile, string why)
        => Page(StatusCodes.Status400BadRequest, profile, $"<p>This request cannot be trusted. {Safe(why)}</p>");

    private static Reply Page(int status, OAuthProfile profile, string body) => Reply.Html(status, $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><link rel="icon" href="data:,"><title>{Safe(profile.DisplayName)} (a stand-in for tests)</title></head>
        <body>
        <h1>{Safe(profile.DisplayName)}</h1>
        <p><em>This is a stand-in on your machine. Nothing here reaches the real {Safe(profile.DisplayName)}.</em></p>
        {body}
        </body>
        </html>
        """).With("Cache-Control", "no-store");

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
