using System.Text;
using OmniForge.Files;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Vault.Keys;

/// <summary>
/// A file with one key a line: `name:base64`, or base64 alone, whose name then follows from its hash. The first is the active one. Empty
/// lines and those that begin with # say nothing.
/// </summary>
internal sealed class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    private readonly IReadOnlyList<string> _lines;

    private KeyFile(string path, IReadOnlyList<string> lines)
    {
        Path = path;
        _lines = lines;
        Entries = [.. lines.Select(line => Read(line, path)).OfType<KeyEntry>()];
    }

    public string Path { get; }

    public IReadOnlyList<KeyEntry> Entries { get; }

    public static KeyFile Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new StartRefused($"The file {path} of {VaultOptions.FileSetting} does not exist or cannot be read by this user. Correct the path.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new StartRefused($"Others can read the file of vault keys {path}. Run: chmod 600 {path}");
        }

        try
        {
            var file = new KeyFile(path, File.ReadAllLines(path));
            return file.Entries.Count > 0
                ? file
                : throw new StartRefused($"The file of vault keys {path} holds no key. Put it back from a copy; if there never was one, make one with: openssl rand -base64 32");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StartRefused($"The file of vault keys {path} cannot be read: {trouble.Message}");
        }
    }

    /// <summary>A new file with one new key, for its owner alone. The caller knows that there is none.</summary>
    public static KeyFile Create(string path)
    {
        var text = KeyText.NewText();
        var line = $"{KeyText.IdOf(KeyText.Read(text, path))}:{text}";
        // Whole or not at all: a file without its key would keep the server from starting.
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(
            $"# OmniForge seals passwords and tokens with this key. Without it they cannot be read: keep a copy, but not beside the database.\n{line}\n"), mode: OwnerOnly);
        return Read(path);
    }

    public KeyFile WithNew(string id, string text) => Write([.. _lines, $"{id}:{text}"]);

    /// <summary>The key's line before all others.</summary>
    public KeyFile WithFirst(string id)
    {
        var line = _lines.First(line => Read(line, Path)?.Id == id);
        var rest = _lines.Where(other => other != line).ToList();
        rest.Insert(rest.FindIndex(other => Read(other, Path) is not null) is var first and >= 0 ? first : rest.Count, line);
        return Write(rest);
    }

    public KeyFile Without(string id) => Write([.. _lines.Where(line => Read(line, Path)?.Id != id)]);

    /// <summary>Puts the file back as this one was read.</summary>
    public void Restore() => Write(_lines);

    private KeyFile Write(IReadOnlyList<string> lines)
    {
        // Through a link, or it would be replaced by a file.
        var target = File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        AtomicFile.Write(target, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), mode: OwnerOnly);
        return new(Path, lines);
    }

    private static KeyEntry? Read(string line, string path)
    {
        line = line.Trim();
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var parts = line.Split(':', 2);
        var bytes = KeyText.Read(parts[^1], path);
        return new(parts.Length == 1 ? KeyText.IdOf(bytes) : KeyText.CheckedId(parts[0].Trim(), path), bytes, path);
    }
}
