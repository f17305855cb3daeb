using System.Text.Json.Nodes;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Tenancy;

/// <summary>`keys create|list|revoke`: works on the database itself, so it needs this machine's access and no running server.</summary>
internal static class KeysCommand
{
    private const string Usage = "Usage: keys create [--tenant T] [--roles a,b] [--label L] [--days N] | keys list [--tenant T] | keys revoke ID   (each with --json)";

    public static async Task<int> RunAsync(string[] args)
    {
        var words = Words.Read(args);
        var options = ServerOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await DataFolder.EnsureAsync(options.Home, CancellationToken.None);
        await using var store = new ForgeStore(DatabaseAddress.Of(options));
        await DatabaseStart.MigrateAsync(store, CancellationToken.None);
        var keys = new ApiKeys(store, TimeProvider.System);
        return words.Verb switch
        {
            "create" => await CreateAsync(keys, words),
            "list" => await ListAsync(keys, words),
            "revoke" => await RevokeAsync(keys, words),
            _ => throw new StartRefused(Usage),
        };
    }

    private static async Task<int> CreateAsync(ApiKeys keys, Words words)
    {
        var days = words.Option("days") is { } written
            ? int.TryParse(written, out var number) && number is >= 1 and <= 365 ? number : throw new StartRefused("--days must be 1 to 365.")
            : (int)ApiKeys.DefaultLife.TotalDays;
        var roles = (words.Option("roles") ?? "builder,operator").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (row, text) = await keys.CreateAsync(
            words.Option("tenant") ?? LocalKey.Tenant, roles, words.Option("label") ?? "", TimeSpan.FromDays(days), CancellationToken.None);
        await Say.LineAsync(words.Json
            ? new JsonObject { ["id"] = row.Id, ["tenant"] = row.TenantId, ["roles"] = row.Roles, ["key"] = text, ["expires_at"] = row.ExpiresAt?.ToString("O") }.ToJsonString()
            : $"{text}\nKey {row.Id} of tenant {row.TenantId} with roles {row.Roles}, valid {days} days. It is shown only now: keep it somewhere safe.");
        return 0;
    }

    private static async Task<int> ListAsync(ApiKeys keys, Words words)
    {
        foreach (var row in await keys.ListAsync(words.Option("tenant"), CancellationToken.None))
        {
            var state = row.RevokedAt is not null ? "revoked" : row.ExpiresAt is { } end ? $"until {end:yyyy-MM-dd}" : "no end";
            await Say.LineAsync(words.Json
                ? new JsonObject { ["id"] = row.Id, ["tenant"] = row.TenantId, ["roles"] = row.Roles, ["label"] = row.Label, ["state"] = state }.ToJsonString()
                : $"{row.Id}  {row.TenantId,-16} {row.Roles,-24} {state,-18} {row.Label}");
        }

        return 0;
    }

    private static async Task<int> RevokeAsync(ApiKeys keys, Words words)
    {
        if (words.Argument is null)
        {
            throw new StartRefused("Which key? Give its id; `keys list` shows them.");
        }

        if (!await keys.RevokeAsync(words.Argument, CancellationToken.None))
        {
            throw new StartRefused($"There is no key {words.Argument}. `keys list` shows them.");
        }

        await Say.LineAsync(words.Json ? new JsonObject { ["id"] = words.Argument, ["state"] = "revoked" }.ToJsonString() : $"Key {words.Argument} is revoked.");
        return 0;
    }

    /// <summary>A verb, at most one argument, and `--name value` options.</summary>
    private sealed record Words(string Verb, string? Argument, IReadOnlyDictionary<string, string> Options)
    {
        public bool Json => Options.ContainsKey("json");

        public string? Option(string name) => Options.GetValueOrDefault(name);

        public static Words Read(string[] args)
        {
            var options = new Dictionary<string, string>();
            var plain = new List<string>();
            for (var i = 0; i < args.Length; i++)
            {
                if (!args[i].StartsWith("--", StringComparison.Ordinal))
                {
                    plain.Add(args[i]);
                }
                else if (args[i] == "--json")
                {
                    options["json"] = "";
                }
                else if (args[i] is "--tenant" or "--roles" or "--label" or "--days" && i + 1 < args.Length)
                {
                    options[args[i][2..]] = args[++i];
                }
                else
                {
                    throw new StartRefused($"{args[i]} is unknown or lacks its value. {Usage}");
                }
            }

            return plain.Count is 1 or 2 ? new(plain[0], plain.ElementAtOrDefault(1), options) : throw new StartRefused(Usage);
        }
    }
}
