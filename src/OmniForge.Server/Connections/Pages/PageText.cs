using System.Net;
using System.Text;
using OmniForge.Integrations;

namespace OmniForge.Server.Connections.Pages;

/// <summary>What a page says, in plain words. All of it is text and is encoded.</summary>
internal sealed record PageText(string Title, string Body)
{
    /// <summary>Lines of a list below the text.</summary>
    public IReadOnlyList<string> List { get; init; } = [];

    /// <summary>Makes the page ask; null = it only tells.</summary>
    public string? Proof { get; init; }
    public string Button { get; init; } = "";

    public static readonly PageText DeadLink = new(
        "This link no longer works", "It was used already or is older than five minutes. Go back to where you got it and ask for a new one.");

    public static readonly PageText NoCookie = new(
        "This browser keeps no cookies for this page", "Signing in needs one, for a few minutes. Allow cookies for this page, then open the link again.");

    public static readonly PageText Nothing = new("There is nothing to do here", "You can close this window.");

    public static PageText Question(IIntegration provider, SignInRow sign, string proof)
    {
        var name = provider.Descriptor.DisplayName;
        var asker = sign.CallerName.Length > 0 ? $" by {sign.CallerName}" : "";
        return new($"Connect {name} to OmniForge", $"This was asked for{asker}. {name} will ask you which account to use and what OmniForge may see. Only go on if you asked for this yourself.")
        {
            List = [.. ConnectionMapping.List(sign.Scopes).Select(scope => $"asks for: {scope}")],
            Proof = proof,
            Button = $"Go on to {name}",
        };
    }

    public static PageText Connected(string provider, ConnectionRow row) => new(
        $"{provider} is connected",
        $"Agents can now use \"{ConnectionRules.NameOf(row)}\". You can close this window and go back to where you came from."
        + (ConnectionMapping.List(row.MissingScopes) is { Count: > 0 } missing ? $" Not everything was allowed: {string.Join(", ", missing)} is missing, so some tools will not work." : ""));

    public static PageText Refused(string message) => new("Nothing was connected", message);

    public string Html()
    {
        var html = new StringBuilder(Head);
        html.Append(Encode(Title)).Append("</title></head><body><main><h1>").Append(Encode(Title)).Append("</h1><p>").Append(Encode(Body)).Append("</p>");
        if (List.Count > 0)
        {
            html.Append("<ul>");
            foreach (var line in List)
            {
                html.Append("<li>").Append(Encode(line)).Append("</li>");
            }

            html.Append("</ul>");
        }

        if (Proof is not null)
        {
            html.Append("<form method=\"post\"><input type=\"hidden\" name=\"proof\" value=\"").Append(Encode(Proof)).Append("\"><button type=\"submit\">")
                .Append(Encode(Button)).Append("</button></form>");
        }

        return html.Append("</main></body></html>\n").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private const string Head =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + "<style>body{font:17px/1.5 system-ui,sans-serif;margin:0;color:#1c1c1e;background:#f5f5f7}main{max-width:34rem;margin:12vh auto;padding:2rem;"
        + "background:#fff;border-radius:12px}h1{font-size:1.4rem;margin-top:0}button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:8px;"
        + "background:#0b57d0;color:#fff;cursor:pointer}</style><title>";
}
