using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Server.Hosting;

/// <summary>Keyset paging: a token is the key of the last row, signed and bound to tenant, list and filters, good for a day.</summary>
internal sealed class Paging(TimeProvider clock)
{
    private const int Normal = 50;
    private const int Most = 500;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Tokens end with the process: an old one is refused, never misread.</summary>
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public static int Size(int asked) => asked switch
    {
        < 0 => throw DomainException.Field("page_size", "must not be negative; 0 means 50"),
        0 => Normal,
        > Most => Most,
        _ => asked,
    };

    /// <summary>The key of the last row of the page before; null = first page.</summary>
    public string? After(string token, string binding)
    {
        if (token.Length == 0)
        {
            return null;
        }

        try
        {
            var bytes = Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/'));
            var sign = bytes.AsSpan(0, 32);
            var body = bytes.AsSpan(32);
            var parts = Encoding.UTF8.GetString(body).Split('\n', 2);
            var good = CryptographicOperations.FixedTimeEquals(sign, Sign(body, binding))
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0])) + Life > clock.GetUtcNow();
            return good ? parts[1] : throw Refused();
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw Refused();
        }
    }

    public string Next(string lastKey, string binding)
    {
        var body = Encoding.UTF8.GetBytes($"{clock.GetUtcNow().ToUnixTimeSeconds()}\n{lastKey}");
        return Convert.ToBase64String([.. Sign(body, binding), .. body]).Replace('+', '-').Replace('/', '_');
    }

    private byte[] Sign(ReadOnlySpan<byte> body, string binding)
    {
        byte[] signed = [.. body, 0, .. Encoding.UTF8.GetBytes(binding)];
        return HMACSHA256.HashData(_key, signed);
    }

    private static DomainException Refused()
        => DomainException.Invalid("PAGE_TOKEN_INVALID", "page_token", "This page token does not belong to this list or is older than a day. Start again from the first page.");
}
