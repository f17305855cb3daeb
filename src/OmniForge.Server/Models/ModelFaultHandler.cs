using System.Text.Json;
using OmniForge.Agents.Models;

namespace OmniForge.Server.Models;

/// <summary>
/// Reads the refusals of all providers at the one place they share, the HTTP answer: status, Retry-After and error code.
/// </summary>
internal sealed class ModelFaultHandler(TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostErrorBytes = 16 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var (code, message) = await ErrorAsync(response.Content, cancellationToken);
            throw new ModelException(ModelFaults.Of(new ModelSignal((int)response.StatusCode)
            {
                RetryAfter = RetryAfter(response),
                Code = code,
                Detail = message,
            }));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var pause = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    /// <summary>All providers answer an `error`, as an object with code, type and message, or as plain text.</summary>
    private static async Task<(string? Code, string? Message)> ErrorAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MostErrorBytes];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            var error = JsonElement.Parse(buffer.AsSpan(0, read)).GetProperty("error");
            return error.ValueKind == JsonValueKind.Object
                ? (Text(error, "code") ?? Text(error, "type"), Text(error, "message"))
                : (null, error.ToString());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement error, string name)
        => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
