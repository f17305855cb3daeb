using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.Webhooks;

/// <summary>The signatures of the four, as they write them into their headers.</summary>
public static class WebhookSignatures
{
    /// <summary>`X-Notion-Signature`.</summary>
    public static string Notion(string verificationToken, byte[] body) => "sha256=" + Hex(verificationToken, body);

    /// <summary>`X-Slack-Signature`.</summary>
    public static string Slack(string secret, long timestamp, byte[] body)
        => "v0=" + Hex(secret, [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{timestamp}:")), .. body]);

    /// <summary>`Linear-Signature`.</summary>
    public static string Linear(string secret, byte[] body) => Hex(secret, body);

    /// <summary>`X-Hub-Signature-256`.</summary>
    public static string GitHub(string secret, byte[] body) => "sha256=" + Hex(secret, body);

    private static string Hex(string secret, byte[] signed) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
}
