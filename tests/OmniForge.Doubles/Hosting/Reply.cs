using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniForge.Doubles.Hosting;

/// <summary>What a double answers.</summary>
public sealed class Reply
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Reply(int status, string contentType, byte[] body)
    {
        Status = status;
        ContentType = contentType;
        Body = body;
    }

    public int Status { get; }

    public string ContentType { get; }

    public byte[] Body { get; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static Reply Json(int status, JsonNode body)
        => new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body.ToJsonString(Readable)));

    public static Reply Json(JsonNode body) => Json(StatusCodes.Status200OK, body);

    public static Reply Text(int status, string contentType, string body) => new(status, contentType, Encoding.UTF8.GetBytes(body));

    public static Reply Html(int status, string body) => Text(status, "text/html; charset=utf-8", body);

    public static Reply Bytes(string contentType, byte[] body) => new(StatusCodes.Status200OK, contentType, body);

    public static Reply Empty(int status) => new(status, "", []);

    public static Reply Redirect(int status, string address) => Empty(status).With("Location", address);

    public Reply With(string name, string value)
    {
        Headers[name] = value;
        return this;
    }
}
