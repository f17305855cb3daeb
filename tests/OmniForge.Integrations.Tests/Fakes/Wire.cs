using System.Net;
using System.Text;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>The network: remembers what was sent and answers as told. What nobody expected fails the test.</summary>
internal sealed class Wire(Func<Sent, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<Sent> _sent = [];

    /// <summary>Answers in this order.</summary>
    public static Wire Of(params Func<HttpResponseMessage>[] answers)
    {
        var next = 0;
        return new(sent => next < answers.Length ? answers[next++]() : throw new InvalidOperationException($"unexpected: {sent.Method} {sent.Address}"));
    }

    public IReadOnlyList<Sent> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public static HttpResponseMessage Json(string body, int status = 200, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public static HttpResponseMessage Broken() => throw new HttpRequestException(HttpRequestError.ResponseEnded);

    public static HttpResponseMessage Unreachable() => throw new HttpRequestException(HttpRequestError.ConnectionError);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new Sent(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Content?.Headers.ContentType?.MediaType ?? "");
        lock (_gate)
        {
            _sent.Add(sent);
        }

        return answer(sent);
    }
}

internal sealed record Sent(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body, string ContentType)
{
    public string Path => Address.AbsolutePath;

    public Dictionary<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]), StringComparer.Ordinal);
}
