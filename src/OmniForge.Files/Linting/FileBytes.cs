namespace OmniForge.Files.Linting;

/// <summary>The bytes of one file for checking.</summary>
/// <param name="Content">All of it, or its beginning.</param>
/// <param name="Whole">False when the file is so large that only its beginning was read; such a file is never written.</param>
public sealed record FileBytes(byte[] Content, bool Whole)
{
    // Far beyond the format's own limit of 1 MiB, which is reported from the beginning alone.
    private const int Most = 4 * 1024 * 1024;

    /// <summary>Reads a file; everything the disk can refuse is an IOException or UnauthorizedAccessException.</summary>
    public static FileBytes Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        return Read(file);
    }

    /// <summary>Reads a stream to its end.</summary>
    public static FileBytes Read(Stream file)
    {
        var known = file.CanSeek ? (int)Math.Min(file.Length, Most) : 0;
        var content = new byte[Math.Max(known + 1, 4_096)];
        var length = 0;
        while (length < Most && file.Read(content, length, content.Length - length) is > 0 and var read)
        {
            length += read;
            if (length == content.Length)
            {
                Array.Resize(ref content, Math.Min(Most + 1, content.Length * 2));
            }
        }

        if (length < Most)
        {
            return new(content[..length], true);
        }

        // Cut between characters.
        while (length > Most - 4 && (content[length - 1] & 0xC0) == 0x80)
        {
            length--;
        }

        return new(content[..(length - 1)], false);
    }
}
