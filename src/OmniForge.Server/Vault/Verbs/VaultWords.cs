using OmniForge.Server.Hosting;

namespace OmniForge.Server.Vault.Verbs;

/// <summary>The command line of `vault`: a verb, at most one name, and switches.</summary>
internal sealed record VaultWords(string Verb, string? Name, IReadOnlySet<string> Switches)
{
    public const string Usage =
        "Usage: vault status | add-key NAME | activate NAME | rewrap [--dry-run] | reseal [--dry-run] | verify | retire NAME | discard NAME --yes   (each with --json)";

    private static readonly Dictionary<string, (bool Named, string[] Switches)> Verbs = new(StringComparer.Ordinal)
    {
        ["status"] = (false, []),
        ["add-key"] = (true, []),
        ["activate"] = (true, []),
        ["rewrap"] = (false, ["--dry-run"]),
        ["reseal"] = (false, ["--dry-run"]),
        ["verify"] = (false, []),
        ["retire"] = (true, []),
        ["discard"] = (true, ["--yes"]),
    };

    public bool Json => Switches.Contains("--json");

    public WalkMode Mode => Switches.Contains("--dry-run") ? WalkMode.DryRun : WalkMode.Change;

    public static VaultWords Read(string[] args)
    {
        var plain = args.Where(arg => !arg.StartsWith('-')).ToList();
        var switches = args.Where(arg => arg.StartsWith('-')).ToHashSet(StringComparer.Ordinal);
        if (plain.Count == 0 || !Verbs.TryGetValue(plain[0], out var verb))
        {
            throw new StartRefused(plain.Count == 0 ? Usage : $"\"{plain[0]}\" is nothing the vault does. {Usage}");
        }

        if (switches.FirstOrDefault(one => one != "--json" && !verb.Switches.Contains(one)) is { } unknown)
        {
            throw new StartRefused($"vault {plain[0]} knows no {unknown}. {Usage}");
        }

        return plain.Count == (verb.Named ? 2 : 1)
            ? new(plain[0], plain.ElementAtOrDefault(1), switches)
            : throw new StartRefused(verb.Named ? $"vault {plain[0]} needs the name of one key. {Usage}" : $"vault {plain[0]} takes no name. {Usage}");
    }
}
