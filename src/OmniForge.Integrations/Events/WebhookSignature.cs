using System.Security.Cryptography;

namespace OmniForge.Integrations.Events;

/// <summary>HMAC-SHA256 as senders write it: in hexadecimal, sometimes behind a mark such as `sha256=`.</summary>
internal static class WebhookSignature
{
    /// <summary>Whether one of the secrets signed the text and the body behind it. Takes the same time whichever it was, and wherever it differs.</summary>
    /// <param name="given">The header; empty = it is missing.</param>
    /// <param name="mark">What must stand before the digits.</param>
    /// <param name="before">Signed before the body.</param>
    public static bool Matches(
        string given, string mark, ReadOnlySpan<byte> before, ReadOnlySpan<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> secrets)
    {
        if (!given.StartsWith(mark, StringComparison.Ordinal) || given.Length != mark.Length + (2 * HMACSHA256.HashSizeInBytes))
        {
            return false;
        }

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(given.AsSpan(mark.Length), claimed, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        var found = false;
        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Span);
            hmac.AppendData(before);
            hmac.AppendData(body);
            hmac.GetHashAndReset(right);
            found |= CryptographicOperations.FixedTimeEquals(right, claimed);
        }

        return found;
    }

    /// <summary>Names a body for good.</summary>
    public static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
