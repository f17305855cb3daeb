using System.Buffers.Binary;
using System.Text;

namespace OmniForge.Server.Vault.Sealing;

/// <summary>What a ciphertext is bound to. Each part carries its length, so that no two lists of parts give the same bytes. Pure.</summary>
internal static class AssociatedData
{
    /// <summary>Each part after its length as 2 bytes, most significant first.</summary>
    public static byte[] Of(params IReadOnlyList<byte[]> parts)
    {
        var bytes = new byte[parts.Sum(part => sizeof(ushort) + part.Length)];
        var rest = bytes.AsSpan();
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)part.Length));
            part.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + part.Length)..];
        }

        return bytes;
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
