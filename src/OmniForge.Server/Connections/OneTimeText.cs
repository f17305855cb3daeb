using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Server.Connections;

/// <summary>Random texts of 256 bits that are shown once; only their hashes are kept.</summary>
internal static class OneTimeText
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static bool Same(string hash, string text)
        => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(text)));
}
