namespace OmniForge.Server.Vault.Sealing;

/// <summary>
/// The vault cannot or will not do it. All that can be wrong with a sealed value ends in this one error, and the message never tells
/// which byte it was.
/// </summary>
internal sealed class VaultException(VaultFault fault, string message) : Exception(message)
{
    public VaultFault Fault { get; } = fault;

    public static VaultException Unreadable() => new(
        VaultFault.Unreadable,
        "A sealed value does not open: it was changed, or it was sealed for another place. Whoever it belongs to has to enter the secret again.");

    public static VaultException KeyMissing(string keyId) => new(
        VaultFault.KeyMissing,
        $"A sealed value needs the vault key \"{keyId}\", which this server does not have. Give every server all keys that `omniforge vault status` lists, and restart it.");
}

internal enum VaultFault
{
    /// <summary>Changed, cut, moved or never sealed here.</summary>
    Unreadable,

    /// <summary>The key that wraps its data key is not configured on this server.</summary>
    KeyMissing,

    /// <summary>A verb of the operator is refused as things are.</summary>
    Refused,
}
