using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace OmniForge.Doubles.Hosting;

/// <summary>One request, read in full before anything is decided about it.</summary>
public sealed class Call
{
    private const int LargestBody = 12 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _headers;

    private Call(string method, string path, string query, Dictionary<string, string> headers, byte[] body)
    {
        Method = method;
        Path = path;
        QueryText = query;
        _headers = headers;
        Body = body;
        Query = QueryHelpers.ParseQuery(query).ToDictionary(
            pair => pair.Key, pair => pair.Value.Select(value => value ?? "").ToArray(), StringComparer.Ordinal);
    }

    public string Method { get; }

    /// <summary>The path without the query, decoded.</summary>
    public string Path { get; }

    /// <summary>The query as it was sent, with its question mark; empty without one.</summary>
    public string QueryText { get; }

    public IReadOnlyDictionary<string, string[]> Query { get; }

    public IReadOnlyDictionary<string, string> Headers => _headers;

    public byte[] Body { get; }

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The media type without its parameters, in lower case; empty without one.</summary>
    public string ContentType => (Header("Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The token of `Authorization: Bearer`; null without one.</summary>
    public string? Bearer => Authorization("Bearer ");

    /// <summary>User and password of `Authorization: Basic`; null without one or when it cannot be read.</summary>
    public (string User, string Password)? Basic
    {
        get
        {
            try
            {
                return Authorization("Basic ") is { } encoded
                    && Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2) is [var user, var password]
                    ? (user, password)
                    : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    public static async Task<Call> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0 && body.Length <= LargestBody)
        {
            body.Write(buffer, 0, read);
        }

        return new(
            request.Method,
            request.Path.Value ?? "/",
            request.QueryString.Value ?? "",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>A value of the query that is there once; null when it is not there.</summary>
    public string? Asked(string name) => Query.TryGetValue(name, out var values) && values.Length > 0 ? values[0] : null;

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Strict.GetString(Body), documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The body as form fields; null when a field is there twice.</summary>
    public Dictionary<string, string>? Form()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in QueryHelpers.ParseQuery(BodyText))
        {
            if (values.Count != 1)
            {
                return null;
            }

            fields[name] = values[0] ?? "";
        }

        return fields;
    }

    private string? Authorization(string scheme)
        => Header("Authorization") is { } value && value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? value[scheme.Length..].Trim()
            : null;
}
