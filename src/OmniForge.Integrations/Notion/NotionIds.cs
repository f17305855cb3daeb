namespace OmniForge.Integrations.Notion;

/// <summary>Ids of Notion, which people copy as they are or inside of an address.</summary>
internal static class NotionIds
{
    /// <summary>The id in <paramref name="text"/>, in its written form with dashes; null when it is a name.</summary>
    public static string? Read(string text)
    {
        var trimmed = text.Trim();
        if (Guid.TryParseExact(trimmed, "D", out var id) || Guid.TryParseExact(trimmed, "N", out id))
        {
            return id.ToString("D");
        }

        if (!Uri.TryCreate(trimmed, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http" or "notion"))
        {
            return null;
        }

        // The last part of the path ends with the id; a page that is shown beside others stands in `p` of the query.
        var beside = address.Query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith("p=", StringComparison.Ordinal))?[2..];
        foreach (var part in new[] { beside, address.AbsolutePath.TrimEnd('/').Split('/')[^1] })
        {
            var plain = part?.Replace("-", "", StringComparison.Ordinal) ?? "";
            if (plain.Length >= 32 && Guid.TryParseExact(plain[^32..], "N", out id))
            {
                return id.ToString("D");
            }
        }

        return null;
    }
}
