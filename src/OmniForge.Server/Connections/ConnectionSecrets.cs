using System.Text;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Connections;

/// <summary>Seals the secrets of connections and sign-ins for the rows they belong to.</summary>
internal sealed class ConnectionSecrets(CredentialVault vault)
{
    public const string Access = "access";
    public const string Refresh = "refresh";

    public static SealedPlace Place(string tenant, string connection, string field, long generation)
        => new(tenant, "credential", connection, field, generation);

    public static SealedPlace VerifierOf(string tenant, string signIn) => new(tenant, "pkce", signIn, "verifier", 0);

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

    /// <summary>The text, for a header that is about to be written.</summary>
    public async Task<string> OpenAsync(SealedPlace place, byte[] stored, CancellationToken cancellationToken)
    {
        using var secret = await vault.OpenAsync(place, stored, cancellationToken);
        return Encoding.UTF8.GetString(secret.Reveal());
    }
}
