using System.Text;
using OmniForge.Server.Connections;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Triggers;

/// <summary>Seals addresses and signing secrets of triggers for their rows.</summary>
internal sealed class TriggerSecrets(CredentialVault vault, TimeProvider clock)
{
    public const string Signing = "secret";
    public const string Key = "hook_key";

    public static SealedPlace SecretOf(string tenant, string trigger, long generation) => new(tenant, "webhook", trigger, Signing, generation);

    public static SealedPlace KeyOf(string tenant, string trigger) => new(tenant, "webhook", trigger, Key, 0);

    /// <summary>A secret that nobody can guess.</summary>
    public static string New() => $"whsec_{OneTimeText.New()}";

    public async Task<byte[]> SealAsync(SealedPlace place, string value, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        try
        {
            return await vault.SealAsync(place, bytes, cancellationToken);
        }
        finally
        {
            Array.Clear(bytes);
        }
    }

    /// <summary>The text, to show it to whoever may see it.</summary>
    public async Task<string> ShowAsync(SealedPlace place, byte[] stored, CancellationToken cancellationToken)
    {
        using var secret = await vault.OpenAsync(place, stored, cancellationToken);
        return Encoding.UTF8.GetString(secret.Reveal());
    }

    /// <summary>What is accepted as a signature now: the present one, and for a while the one before.</summary>
    public async Task<SigningSecrets> OpenAsync(TriggerRow row, CancellationToken cancellationToken)
    {
        var open = new List<Secret>();
        if (row.Secret is { } present)
        {
            open.Add(await vault.OpenAsync(SecretOf(row.TenantId, row.Id, row.Generation), present, cancellationToken));
        }

        if (row.SecretBefore is { } before && row.BeforeUntil > clock.GetUtcNow())
        {
            open.Add(await vault.OpenAsync(SecretOf(row.TenantId, row.Id, row.Generation - 1), before, cancellationToken));
        }

        return new(open);
    }
}

/// <summary>Opened for one check; cleared when it is disposed.</summary>
internal sealed class SigningSecrets : IDisposable
{
    private readonly List<byte[]> _values = [];

    private SigningSecrets()
    {
    }

    public SigningSecrets(IEnumerable<Secret> open)
    {
        foreach (var secret in open)
        {
            _values.Add(secret.Reveal().ToArray());
            secret.Dispose();
        }
    }

    /// <summary>Secrets that an operator has set; copied, so that the originals stay.</summary>
    public static SigningSecrets Of(IEnumerable<ReadOnlyMemory<byte>> set)
    {
        var secrets = new SigningSecrets();
        secrets._values.AddRange(set.Select(value => value.ToArray()));
        return secrets;
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Values => [.. _values.Select(value => (ReadOnlyMemory<byte>)value)];

    public void Dispose() => _values.ForEach(Array.Clear);
}
