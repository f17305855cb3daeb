namespace OmniForge.Server.Mcp.Sessions;

/// <summary>Ends an answer over HTTP that is larger than any message may be.</summary>
internal sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var bounded = new StreamContent(new Bounded(await response.Content.ReadAsStreamAsync(cancellationToken)));
        foreach (var header in response.Content.Headers.NonValidated)
        {
            bounded.Headers.TryAddWithoutValidation(header.Key, header.Value.AsEnumerable());
        }

        response.Content = bounded;
        return response;
    }

    private sealed class Bounded(Stream inner) : ReadingStream(inner)
    {
        private long _all;

        protected override void Count(ReadOnlySpan<byte> read)
        {
            _all += read.Length;
            if (_all > MostBytes)
            {
                throw new IOException("The server sent an answer that is too large.");
            }
        }
    }
}
