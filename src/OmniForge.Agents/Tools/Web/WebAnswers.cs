using System.Net;
using System.Text;

namespace OmniForge.Agents.Tools.Web;

/// <summary>What the answers of websites mean.</summary>
internal static class WebAnswers
{
    public static bool IsText(string media)
        => media.StartsWith("text/", StringComparison.Ordinal)
            || media.EndsWith("+json", StringComparison.Ordinal) || media.EndsWith("+xml", StringComparison.Ordinal)
            || media is "application/json" or "application/xml" or "application/x-ndjson" or "application/jsonl" or "application/yaml";

    public static ToolFault Fault(HttpStatusCode status, string host) => (int)status switch
    {
        404 or 410 => new(ToolErrorCode.NotFound, $"{host} has no such page. Check the address."),
        401 or 403 or 407 => new(ToolErrorCode.Forbidden, $"{host} shows this page only to people who signed in. Use a public page."),
        429 => new(ToolErrorCode.RateLimited, $"{host} asks to slow down. Try again in a few minutes."),
        >= 500 => new(ToolErrorCode.Unavailable, $"{host} has a problem of its own right now. Try again later."),
        _ => new(ToolErrorCode.Invalid, $"{host} did not accept the request. Check the address."),
    };

    /// <summary>By the named character set, or by looking at the bytes; null when they are no text.</summary>
    public static string? Decode(byte[] bytes, string? charset) => charset?.Trim('"', ' ').ToLowerInvariant() switch
    {
        "iso-8859-1" or "latin1" or "windows-1252" or "us-ascii" => Encoding.Latin1.GetString(bytes),
        "utf-16" or "utf-16le" when bytes is not ([0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]) => Encoding.Unicode.GetString(bytes),
        "utf-16be" when bytes is not ([0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]) => Encoding.BigEndianUnicode.GetString(bytes),
        _ => FileText.Decode(bytes, out _),
    };
}
