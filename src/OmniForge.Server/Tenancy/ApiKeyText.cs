using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Server.Tenancy;

/// <summary>
/// The written form of an API key: <c>of_sk_&lt;id 10&gt;_&lt;secret 43&gt;&lt;check 6&gt;</c>, base62. The check is the CRC-32 of
/// what precedes it, so that a mistyped key costs no database call and secret scanners can recognise one.
/// </summary>
internal sealed record ApiKeyText(string Id, string Secret)
{
    private const string Prefix = "of_sk_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 10;
    private const int SecretLength = 43;
    private const int CheckLength = 6;

    public static ApiKeyText New() => new(Random(IdLength), Random(SecretLength));

    public string Write()
    {
        var head = $"{Prefix}{Id}_{Secret}";
        return head + Check(head);
    }

    /// <summary>Lower-case hex SHA-256 of the secret, the only form that is stored.</summary>
    public string SecretHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    public static ApiKeyText? TryRead(string written)
    {
        if (written.Length != Prefix.Length + IdLength + 1 + SecretLength + CheckLength
            || !written.StartsWith(Prefix, StringComparison.Ordinal)
            || written[Prefix.Length + IdLength] != '_'
            || Check(written[..^CheckLength]) != written[^CheckLength..])
        {
            return null;
        }

        var id = written.Substring(Prefix.Length, IdLength);
        return new(id, written.Substring(Prefix.Length + IdLength + 1, SecretLength));
    }

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private static string Check(string head)
    {
        var value = Crc32.HashToUInt32(Encoding.ASCII.GetBytes(head));
        var digits = new char[CheckLength];
        for (var i = CheckLength - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(value % 62)];
            value /= 62;
        }

        return new string(digits);
    }
}
