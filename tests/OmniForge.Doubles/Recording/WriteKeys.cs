using System.Text.RegularExpressions;

namespace OmniForge.Doubles.Recording;

/// <summary>Finds the key that a client gave a write.</summary>
public static partial class WriteKeys
{
    public static string? Find(Exchange exchange)
        => exchange.Call.Header("Idempotency-Key")
            ?? (Mark().Match(exchange.Body) is { Success: true } mark ? mark.Groups[1].Value : null);

    [GeneratedRegex(@"omniforge(?:[-_]?key)?[:=]\s*([A-Za-z0-9_.:\-]{3,}[A-Za-z0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}
