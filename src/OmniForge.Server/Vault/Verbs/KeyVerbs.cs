using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Verbs;

/// <summary>
/// What is done to vault keys themselves. Keys in a key file are changed there; keys in settings are the operator's, who is told what to
/// set. Each answers with the sentences to print.
/// </summary>
internal sealed class KeyVerbs(ForgeStore store, KeySource source)
{
    /// <summary>A new key. It protects nothing before it is activated.</summary>
    public string Add(string name)
    {
        KeyText.CheckedId(name, "add-key");
        if (source.Ring?.Entries.ContainsKey(name) == true)
        {
            throw Refused($"There is a vault key \"{name}\" already. Use another name.");
        }

        var text = KeyText.NewText();
        if (source.FilePath.Length > 0 && source.Ring is not null)
        {
            KeyFile.Read(source.FilePath).WithNew(name, text);
            return $"The key \"{name}\" is in {source.FilePath} now. Keep a new copy of that file. Next: omniforge vault activate {name}";
        }

        var active = source.Ring?.Active ?? name;
        return $"""
            Vault__Keys__{name}={text}
            Vault__Active={active}
            Set both on every server, keep a copy of the key, and restart the servers one after the other. The key is shown only now.
            """ + (active == name ? "" : $"\nLeave the other keys as they are. Next: omniforge vault activate {name}");
    }

    /// <summary>Has new data keys wrapped by this key.</summary>
    public string Activate(string name)
    {
        var ring = Ring(name);
        if (ring.Active == name)
        {
            return $"The key \"{name}\" is the active one already. Next: omniforge vault rewrap";
        }

        if (source.Options.Active.Length > 0 || ring.Entries.Values.Any(entry => entry.Origin != source.FilePath))
        {
            return $"Vault__Active={name}\nSet this on every server and restart the servers one after the other. Next: omniforge vault rewrap";
        }

        KeyFile.Read(source.FilePath).WithFirst(name);
        return $"The key \"{name}\" stands first in {source.FilePath} now and is the active one. Next: omniforge vault rewrap";
    }

    /// <summary>Says that a key is needed no more, and takes it out of the key file. Refused while anything needs it.</summary>
    public async Task<string> RetireAsync(string name, CancellationToken cancellationToken)
    {
        var ring = Ring(name);
        if (ring.Active == name)
        {
            throw Refused($"The key \"{name}\" is the active one. Activate another one first: omniforge vault activate NAME");
        }

        await DemandUnusedAsync(name, cancellationToken);
        if (ring.Entries[name].Origin != source.FilePath)
        {
            return $"Nothing in the database needs the key \"{name}\". Remove it from the settings of every server ({ring.Entries[name].Origin}). Older backups of the database still need it: keep a copy with them.";
        }

        var before = KeyFile.Read(source.FilePath);
        before.Without(name);
        try
        {
            // A server may have used the key between the look and the change of the file.
            await DemandUnusedAsync(name, cancellationToken);
        }
        catch (VaultException)
        {
            before.Restore();
            throw;
        }

        return $"The key \"{name}\" is out of {source.FilePath}. Older backups of the database still need it: keep a copy with them.";
    }

    /// <summary>Gives up what only a lost key opens. Refused while the key is there.</summary>
    public async Task<string> DiscardAsync(string name, CancellationToken cancellationToken)
    {
        if (source.Ring?.Entries.ContainsKey(name) == true)
        {
            throw Refused($"The key \"{name}\" is here, so nothing of it is lost. To do without it: omniforge vault rewrap, then omniforge vault retire {name}");
        }

        var lost = await store.TransactAsync("", (db, ct) => db.DataKeys.IgnoreQueryFilters().Where(key => key.KekId == name).ExecuteDeleteAsync(ct), cancellationToken);
        if (lost == 0)
        {
            throw Refused($"Nothing in the database needs a key \"{name}\". `omniforge vault status` shows the keys.");
        }

        await new CheckTable(store).ForgetLostAsync(cancellationToken);
        return $"{lost} data keys are gone for ever, and with them the secrets they sealed. Start the server, and have people connect those accounts again.";
    }

    public async Task<(string Text, JsonObject Json, VaultHealth Health)> StatusAsync(IReadOnlyList<ISealedTable> tables, CancellationToken cancellationToken)
    {
        var ring = source.Ring;
        var use = await KeyUse.CountAsync(store, cancellationToken);
        var keys = (ring?.Entries.Keys ?? []).Union(use.Keys).Order(StringComparer.Ordinal)
            .Select(id => (Id: id, State: ring?.Active == id ? "active" : ring?.Entries.ContainsKey(id) == true ? "idle" : "missing",
                Wraps: use.GetValueOrDefault(id), From: ring?.Entries.GetValueOrDefault(id)?.Origin ?? "")).ToList();
        var counts = new JsonObject();
        foreach (var table in tables)
        {
            counts[table.Name] = await table.CountAsync(cancellationToken);
        }

        var since = await ResealSinceAsync(cancellationToken);
        var lines = keys.Select(key => $"{key.Id,-16} {key.State,-8} wraps {key.Wraps} data keys  {key.From}".TrimEnd())
            .Append(ring is null ? "There is no vault key: secrets cannot be stored. A server on SQLite makes one when it starts; else run: omniforge vault add-key k1" : "")
            .Append($"sealed values: {string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"))}")
            .Append(since is null ? "" : $"A reseal that began at {since:u} is not finished: omniforge vault reseal");
        var json = new JsonObject
        {
            ["keys"] = new JsonArray([.. keys.Select(key => new JsonObject
            {
                ["id"] = key.Id, ["state"] = key.State, ["data_keys"] = key.Wraps, ["from"] = key.From,
            })]),
            ["sealed_values"] = counts,
            ["reseal_since"] = since?.ToString("O"),
        };
        return (string.Join('\n', lines.Where(line => line.Length > 0)), json, keys.Any(key => key.State == "missing") ? VaultHealth.KeyMissing : VaultHealth.Good);
    }

    private async Task<DateTimeOffset?> ResealSinceAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open(VaultCheckRow.Owner);
        return await db.VaultChecks.Select(check => check.ResealSince).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task DemandUnusedAsync(string name, CancellationToken cancellationToken)
    {
        if ((await KeyUse.CountAsync(store, cancellationToken)).GetValueOrDefault(name) is > 0 and var count)
        {
            throw Refused($"{count} data keys still need the key \"{name}\". Run first: omniforge vault rewrap");
        }
    }

    private KeyRing Ring(string name)
        => source.Ring is { } ring && ring.Entries.ContainsKey(name)
            ? ring
            : throw Refused($"There is no vault key \"{name}\" here. `omniforge vault status` shows the keys; `omniforge vault add-key {name}` makes it.");

    private static VaultException Refused(string message) => new(VaultFault.Refused, message);
}

/// <summary>What a look at the keys finds.</summary>
internal enum VaultHealth
{
    Good,

    /// <summary>The database needs a key that is not configured.</summary>
    KeyMissing,
}
