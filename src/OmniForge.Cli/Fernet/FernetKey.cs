using System.Buffers.Text;

namespace OmniForge.Cli.Fernet;

/// <summary>A key of the earlier platform: 16 bytes that sign, then 16 that encrypt.</summary>
internal sealed class FernetKey
{
    public const int Bytes = 32;

    private FernetKey(byte[] bytes) => (Signing, Encryption) = (bytes[..16], bytes[16..]);

    public byte[] Signing { get; }

    public byte[] Encryption { get; }

    /// <summary>From base64, in either alphabet; null when it is no such key.</summary>
    public static FernetKey? TryRead(string text)
    {
        var plain = text.Trim().Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(plain, out var length) && length == Bytes ? new(Base64Url.DecodeFromChars(plain)) : null;
    }
}
