using System.Net;
using System.Net.Http.Headers;

namespace OmniForge.Agents.Egress;

/// <summary>Judges the address of each request and follows redirects itself, each through the same rules.</summary>
internal sealed class RedirectGuard(EgressOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = UrlRules.Check(request.RequestUri ?? throw new EgressRefusedException("A web address is needed."), options);
        for (var hop = 0; ; hop++)
        {
            var response = await HopAsync(request, cancellationToken);
            if (Target(response, address) is not { } target || (request.Options.TryGetValue(GuardedHttp.KeepRedirects, out var keep) && keep))
            {
                return response;
            }

            response.Dispose();
            if (hop == options.MaxRedirects)
            {
                throw new EgressRefusedException($"The website sends the visitor on more than {options.MaxRedirects} times.");
            }

            if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
            {
                throw new EgressRefusedException("The website answers by sending the visitor on, which is followed for reading only.");
            }

            if (address.Scheme == "https" && target.Scheme != "https")
            {
                throw new EgressRefusedException("The website sends the visitor on to an address without encryption.");
            }

            UrlRules.Check(target, options);
            if (request.Options.TryGetValue(GuardedHttp.StayOnHost, out var stay) && stay && !SameSite(address.IdnHost, target.IdnHost))
            {
                throw new EgressRefusedException($"The page has moved to another website. To read it there, ask for {target.AbsoluteUri} itself.");
            }

            request = Next(request, address, target);
            address = target;
        }
    }

    private async Task<HttpResponseMessage> HopAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.HeadersTimeout);
        try
        {
            return await base.SendAsync(request, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The website did not answer in time.");
        }
    }

    private static Uri? Target(HttpResponseMessage response, Uri address)
        => response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect && response.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    private static bool SameSite(string one, string other)
        => string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    /// <summary>The same request elsewhere; what proves who is asking stays with the host it was meant for.</summary>
    private static HttpRequestMessage Next(HttpRequestMessage request, Uri from, Uri to)
    {
        var next = new HttpRequestMessage(request.Method, to) { Version = request.Version };
        foreach (var header in request.Headers.NonValidated)
        {
            next.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        foreach (var (key, value) in request.Options)
        {
            next.Options.Set(new HttpRequestOptionsKey<object?>(key), value);
        }

        next.Headers.Host = null;
        if (Uri.Compare(from, to, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            Forget(next.Headers);
        }

        return next;
    }

    private static void Forget(HttpRequestHeaders headers)
    {
        headers.Authorization = null;
        headers.ProxyAuthorization = null;
        headers.Remove("Cookie");
    }
}
