using System.Text;
using System.Text.Json;
using OmniForge.Server.Executions;
using OmniForge.Server.Vault;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Mcp;

/// <summary>Seals what proves our access to MCP servers, and what their programs are told in their environment.</summary>
internal sealed class McpSecrets(CredentialVault vault)
{
    public const string Credential = "credential";
    public const string Env = "env";

    public static SealedPlace Place(McpServerRow row, string field) => new(row.TenantId, "mcp", row.Id, field, row.Generation);

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

    public Task<byte[]> SealAsync(SealedPlace place, Dictionary<string, string> values, CancellationToken cancellationToken)
        => SealAsync(place, JsonSerializer.Serialize(values, StoredJson.Default.DictionaryStringString), cancellationToken);

    /// <summary>The credential, for a header that is about to be written; empty = none.</summary>
    public async Task<string> CredentialOfAsync(McpServerRow row, CancellationToken cancellationToken)
    {
        if (row.Credential is null)
        {
            return "";
        }

        using var secret = await vault.OpenAsync(Place(row, Credential), row.Credential, cancellationToken);
        return Encoding.UTF8.GetString(secret.Reveal());
    }

    /// <summary>The environment, for a program that is about to be started.</summary>
    public async Task<Dictionary<string, string>> EnvOfAsync(McpServerRow row, CancellationToken cancellationToken)
    {
        if (row.Env is null)
        {
            return [];
        }

        using var secret = await vault.OpenAsync(Place(row, Env), row.Env, cancellationToken);
        return JsonSerializer.Deserialize(secret.Reveal(), StoredJson.Default.DictionaryStringString) ?? [];
    }
}
