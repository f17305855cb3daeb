using OmniForge.Server.Hosting;

namespace OmniForge.Server.Vault.Keys;

/// <summary>Where the vault's keys are. From the environment and `appsettings.json`; a bad value stops the start.</summary>
internal sealed class VaultOptions
{
    public const string EnvironmentSetting = "CREDENTIAL_ENCRYPTION_KEY";
    public const string FileSetting = "CREDENTIAL_ENCRYPTION_KEY_FILE";
    public const string KeysSetting = "Vault:Keys";

    /// <summary>`CREDENTIAL_ENCRYPTION_KEY`: one key, 32 bytes as base64. Default: none.</summary>
    public string Key { get; init; } = "";

    /// <summary>`CREDENTIAL_ENCRYPTION_KEY_FILE`: path of a file with keys, one a line, the active one first. Default: none.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary>`Vault:Keys:NAME` (`Vault__Keys__NAME` in the environment): keys by name, each 32 bytes as base64. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>`Vault:Active` (`Vault__Active`): name of the key that protects what is new. Default: the only key, or the first of the key file.</summary>
    public string Active { get; init; } = "";

    /// <summary>Where local mode keeps its key; empty when keys must be configured. Not a setting: it follows from the database.</summary>
    public string LocalFile { get; init; } = "";

    public static VaultOptions Read(IConfiguration configuration, ServerOptions server) => new()
    {
        Key = configuration[EnvironmentSetting]?.Trim() ?? "",
        KeyFile = configuration[FileSetting]?.Trim() ?? "",
        Keys = configuration.GetSection(KeysSetting).GetChildren().Where(key => !string.IsNullOrWhiteSpace(key.Value))
            .ToDictionary(key => key.Key.ToLowerInvariant(), key => key.Value!, StringComparer.Ordinal),
        Active = configuration["Vault:Active"]?.Trim().ToLowerInvariant() ?? "",
        LocalFile = server.DatabaseUrl.Trim().Length == 0 ? Path.Combine(server.Home, "vault.key") : "",
    };
}
