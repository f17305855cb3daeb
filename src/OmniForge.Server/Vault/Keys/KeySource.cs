using OmniForge.Server.Hosting;

namespace OmniForge.Server.Vault.Keys;

/// <summary>
/// The vault keys of this process. Settings are read once; the key file is read again when it changed, so that a rotation of its keys
/// needs no restart.
/// </summary>
internal sealed partial class KeySource
{
    private readonly List<KeyEntry> _configured;
    private readonly ILogger<KeySource> _log;
    private readonly Lock _reading = new();
    private (DateTime Written, long Length) _seen;
    private KeyRing? _ring;

    public KeySource(VaultOptions options, ILogger<KeySource> log)
    {
        Options = options;
        _log = log;
        _configured = Configured(options);
        FilePath = options.KeyFile.Length > 0 ? Path.GetFullPath(options.KeyFile) : _configured.Count == 0 ? options.LocalFile : "";
        Read();
    }

    public VaultOptions Options { get; }

    /// <summary>The file keys are read from; empty = none.</summary>
    public string FilePath { get; }

    /// <summary>The keys as they are now; null = there is none, and the vault is closed.</summary>
    public KeyRing? Ring
    {
        get
        {
            lock (_reading)
            {
                if (FilePath.Length > 0 && Stamp() is var stamp && stamp != _seen && stamp.Length > 0)
                {
                    ReadAgain(stamp);
                }

                return _ring;
            }
        }
    }

    /// <summary>Makes the file of local mode.</summary>
    public void CreateLocalFile()
    {
        KeyFile.Create(FilePath);
        Read();
    }

    private void Read()
    {
        _seen = FilePath.Length > 0 ? Stamp() : default;
        IReadOnlyList<KeyEntry> fromFile = FilePath.Length == 0 || (Options.KeyFile.Length == 0 && !File.Exists(FilePath)) ? [] : KeyFile.Read(FilePath).Entries;
        List<KeyEntry> all = [.. fromFile, .. _configured];
        _ring = all.Count > 0
            ? KeyRing.Of(all, Options.Active)
            : Options.Active.Length == 0
                ? null
                : throw new StartRefused($"Vault:Active names the vault key \"{Options.Active}\", but no key is configured. Configure it, or unset Vault:Active.");
    }

    private void ReadAgain((DateTime Written, long Length) stamp)
    {
        try
        {
            Read();
        }
        catch (StartRefused refused)
        {
            // Said once for each change of the file, not for each look.
            _seen = stamp;
            LogRefused(refused.Message);
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        if (!File.Exists(FilePath))
        {
            return default;
        }

        // A mounted secret is a link, whose own time never changes.
        var file = new FileInfo(File.ResolveLinkTarget(FilePath, returnFinalTarget: true)?.FullName ?? FilePath);
        return (file.LastWriteTimeUtc, file.Length);
    }

    private static List<KeyEntry> Configured(VaultOptions options)
    {
        var entries = new List<KeyEntry>();
        if (options.Key.Length > 0)
        {
            var bytes = KeyText.Read(options.Key, VaultOptions.EnvironmentSetting);
            entries.Add(new(KeyText.IdOf(bytes), bytes, VaultOptions.EnvironmentSetting));
        }

        entries.AddRange(options.Keys.Select(key =>
        {
            var setting = $"{VaultOptions.KeysSetting}:{key.Key}";
            return new KeyEntry(KeyText.CheckedId(key.Key, setting), KeyText.Read(key.Value, setting), VaultOptions.KeysSetting);
        }));
        return entries;
    }

    [LoggerMessage(LogLevel.Error, "The file of vault keys was changed and cannot be used; the keys read before stay in use: {Reason}")]
    private partial void LogRefused(string reason);
}
