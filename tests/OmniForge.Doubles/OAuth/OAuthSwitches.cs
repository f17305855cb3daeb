namespace OmniForge.Doubles.OAuth;

/// <summary>Ways of an authorization server that a client must get along with. All are off unless a test turns them on.</summary>
public sealed class OAuthSwitches
{
    /// <summary>The answer does not say how long the access token lives (it lives as long as ever).</summary>
    public bool WithoutExpiry { get; set; }

    /// <summary>Only these scopes are granted, whatever was asked; null grants what was asked.</summary>
    public IReadOnlyList<string>? GrantOnly { get; set; }

    /// <summary>Sent as `iss` with the code; null sends none.</summary>
    public string? Issuer { get; set; }

    /// <summary>The person says no, also to `auto=allow`.</summary>
    public bool Denies { get; set; }

    /// <summary>Sent back instead of the state that was received; null sends that one.</summary>
    public string? State { get; set; }
}
