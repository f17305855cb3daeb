using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Keys;

/// <summary>Vault keys as operators write them. Refuses what is no key, or one that somebody could guess. Pure.</summary>
internal static partial class KeyText
{
    /// <summary>Printed in the documentation of the earlier platform's token format, so everybody has it.</summary>
    private const string Published = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    private const string Make = "`omniforge vault add-key NAME` makes a good one, and so does: openssl rand -base64 32";

    public static string NewText() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Gcm.KeyBytes));

    /// <param name="origin">The setting or file it comes from, for the refusal.</param>
    public static byte[] Read(string text, string origin)
    {
        var plain = text.Trim().Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var buffer = new byte[Gcm.KeyBytes + 3];
        if (plain.Length != 43 || !Convert.TryFromBase64String(plain + "=", buffer, out var read) || read != Gcm.KeyBytes)
        {
            throw new StartRefused($"The vault key of {origin} is not 32 bytes written as base64 (44 characters). Check that it was copied whole. {Make}");
        }

        var key = buffer[..Gcm.KeyBytes];
        return Guessable(key)
            ? throw new StartRefused($"The vault key of {origin} is no random key: it is a sample, a pattern or a typed text, which somebody could guess. Use another one. {Make}")
            : key;
    }

    /// <summary>Name of a key that was given none: from its hash, so that another key never has the same.</summary>
    public static string IdOf(byte[] key)
        => "k" + Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes("of.kek.v1"), .. key]).AsSpan(0, 4));

    public static string CheckedId(string id, string origin) => Id().IsMatch(id)
        ? id
        : throw new StartRefused($"\"{id}\" ({origin}) is no name of a vault key. Use 1 to 32 of a-z, 0-9, hyphen and underscore, beginning with a letter.");

    /// <summary>No random key in the age of the universe has few different bytes, equal steps, or letters only.</summary>
    private static bool Guessable(byte[] key)
        => key.Distinct().Count() <= 16
            || Enumerable.Range(2, key.Length - 2).All(i => (byte)(key[i] - key[i - 1]) == (byte)(key[1] - key[0]))
            || key.All(letter => letter is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r' or (byte)'\t')
            || Convert.ToBase64String(key) == Published.Replace('-', '+').Replace('_', '/');

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,31}$")]
    private static partial Regex Id();
}
