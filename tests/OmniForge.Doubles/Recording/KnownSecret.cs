namespace OmniForge.Doubles.Recording;

/// <summary>What kind of secret a double gave out.</summary>
public enum SecretKind
{
    Code,
    Access,
    Refresh,
    Client,
}

/// <summary>A secret that only one provider may ever see.</summary>
public sealed record KnownSecret(string Provider, SecretKind Kind);
