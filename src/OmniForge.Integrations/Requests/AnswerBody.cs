using System.Globalization;
using System.Text.Json;

namespace OmniForge.Integrations.Requests;

/// <summary>Bodies of answers: read up to a size, and looked into without trusting their shape.</summary>
internal static class AnswerBody
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Null when there is more than <paramref name="mostBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int mostBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > mostBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > mostBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        // A body that ends early without an error of its own would be taken for the whole.
        return content.Headers.ContentLength is { } promised && promised != body.Length
            ? throw new IOException("The answer broke off.")
            : body.ToArray();
    }

    /// <summary>An empty object when it is no JSON.</summary>
    public static JsonElement Json(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? Nothing : JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>The member at a path such as `errors.0.code`; undefined when there is none.</summary>
    public static JsonElement Find(this JsonElement value, string path)
    {
        foreach (var part in path.Split('.'))
        {
            value = value.ValueKind switch
            {
                JsonValueKind.Object when value.TryGetProperty(part, out var member) => member,
                JsonValueKind.Array when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < value.GetArrayLength() => value[index],
                _ => default,
            };
        }

        return value;
    }

    /// <summary>A text, or a number as text; empty for anything else.</summary>
    public static string AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    public static decimal? AsNumber(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static bool IsTrue(this JsonElement value) => value.ValueKind == JsonValueKind.True;

    /// <summary>Items of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value)
        => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
