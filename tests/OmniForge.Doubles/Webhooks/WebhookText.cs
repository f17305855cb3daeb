using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Bodies as bytes; umlauts stay themselves, so that signatures are over more than ASCII.</summary>
internal static class WebhookText
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(Readable));

    public static Dictionary<string, string> Headers(string userAgent) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Content-Type"] = "application/json; charset=utf-8",
        ["User-Agent"] = userAgent,
    };
}
