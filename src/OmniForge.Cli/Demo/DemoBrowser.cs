using System.Net;
using System.Text.RegularExpressions;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Demo;

/// <summary>Does in pages without scripts what a person does with a mouse: opens them, keeps cookies, and clicks buttons of forms.</summary>
internal sealed partial class DemoBrowser : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private Uri _address = new("http://127.0.0.1");
    private string _page = "";

    /// <summary>What stands on top of the page.</summary>
    public string Title => WebUtility.HtmlDecode(Heading().Match(_page).Groups[1].Value);

    public Task OpenAsync(string address, CancellationToken cancellationToken) => GoAsync(() => new(HttpMethod.Get, address), new Uri(address), cancellationToken);

    /// <summary>Clicks the button whose words begin so.</summary>
    public async Task ClickAsync(string words, CancellationToken cancellationToken)
    {
        var form = Form().Match(_page);
        var button = Button().Matches(form.Groups["inside"].Value).FirstOrDefault(found => Text(found.Groups["words"].Value).StartsWith(words, StringComparison.Ordinal))
            ?? throw new CliException($"The demo stopped: the page \"{Title}\" has no button \"{words}\".");
        var values = new List<KeyValuePair<string, string>>();
        values.AddRange(Input().Matches(form.Value).Select(input => KeyValuePair.Create(Attribute(input.Value, "name"), Attribute(input.Value, "value"))));
        values.AddRange(Select().Matches(form.Value).Select(select => KeyValuePair.Create(
            Attribute(select.Groups["head"].Value, "name"), Attribute(Option().Match(select.Value).Value, "value"))));
        if (Attribute(button.Groups["head"].Value, "name") is { Length: > 0 } name)
        {
            values.Add(new(name, Attribute(button.Groups["head"].Value, "value")));
        }

        var target = Attribute(form.Groups["head"].Value, "action") is { Length: > 0 } action ? new Uri(_address, action) : _address;
        await GoAsync(() => new(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(values) }, target, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task GoAsync(Func<HttpRequestMessage> first, Uri address, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop < MostRedirects; hop++)
        {
            using var request = hop == 0 ? first() : new(HttpMethod.Get, address);
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (answer.Headers.Location is not { } next)
            {
                (_address, _page) = (address, await answer.Content.ReadAsStringAsync(cancellationToken));
                return;
            }

            address = new Uri(address, next);
        }

        throw new CliException("The demo stopped: the pages of the sign-in lead in a circle.");
    }

    private static string Attribute(string tag, string name)
        => WebUtility.HtmlDecode(Regex.Match(tag, $"\\s{name}=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant).Groups["value"].Value);

    private static string Text(string html) => WebUtility.HtmlDecode(html).Trim();

    [GeneratedRegex("<h1>([^<]*)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<form(?<head>[^>]*)>(?<inside>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<button(?<head>[^>]*)>(?<words>[^<]*)</button>")]
    private static partial Regex Button();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select(?<head>[^>]*)>.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();
}
