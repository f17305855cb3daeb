using System.Security.Cryptography;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.OAuth;

/// <summary>What a provider knows of an access token.</summary>
public enum TokenState
{
    Unknown,
    Valid,
    Expired,
    Revoked,
}

/// <summary>An access token.</summary>
public sealed record AccessToken(string Value, OAuthAccount Account, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>
/// The tokens of one provider. All that came from one consent are a family; a refresh token that is used twice ends it.
/// </summary>
internal sealed class TokenStore(OAuthProfile profile, Journal journal, TimeProvider clock)
{
    private readonly Dictionary<string, (AccessToken Token, Family Family)> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshToken> _refresh = new(StringComparer.Ordinal);

    public AccessToken? Find(string value)
        => StateOf(value) == TokenState.Valid ? _access[value].Token : null;

    public TokenState StateOf(string value)
        => !_access.TryGetValue(value, out var known) ? TokenState.Unknown
            : known.Family.Over ? TokenState.Revoked
            : known.Token.ExpiresAt <= clock.GetUtcNow() ? TokenState.Expired
            : TokenState.Valid;

    public (Grant Grant, Family Family) Start(OAuthAccount account, IReadOnlyList<string> scopes)
    {
        var family = new Family(account, scopes);
        return (Issue(family), family);
    }

    /// <summary>New tokens for a refresh token; null for an unknown, old, used or revoked one. A used one ends its family.</summary>
    public Grant? Refresh(string value)
    {
        if (!_refresh.TryGetValue(value, out var token) || token.Family.Over || token.ExpiresAt <= clock.GetUtcNow())
        {
            return null;
        }

        if (token.Used)
        {
            token.Family.Over = true;
            return null;
        }

        token.Used = true;
        if (profile.RefreshKillsAccess)
        {
            End(known => known.Family == token.Family);
        }

        return Issue(token.Family);
    }

    /// <summary>Ends the family of an access or a refresh token; false when there is none.</summary>
    public bool Revoke(string value)
    {
        var family = _access.TryGetValue(value, out var access) ? access.Family : _refresh.GetValueOrDefault(value)?.Family;
        if (family is null or { Over: true })
        {
            return false;
        }

        family.Over = true;
        return true;
    }

    public void ExpireAccess() => End(_ => true);

    public void RevokeAll(string account)
    {
        foreach (var family in _refresh.Values.Select(token => token.Family).Where(family => family.Account.Id == account))
        {
            family.Over = true;
        }
    }

    /// <summary>A value nobody can guess, which the journal will know again wherever it turns up.</summary>
    public string Invent(string prefix, SecretKind kind)
    {
        var value = prefix + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40);
        journal.Know(value, profile.Provider, kind);
        return value;
    }

    private Grant Issue(Family family)
    {
        var access = new AccessToken(
            Invent(profile.AccessPrefix, SecretKind.Access), family.Account, family.Scopes, clock.GetUtcNow() + profile.AccessLife);
        var refresh = Invent(profile.RefreshPrefix, SecretKind.Refresh);
        _access[access.Value] = (access, family);
        _refresh[refresh] = new(family, clock.GetUtcNow() + profile.RefreshLife);
        return new(family.Account, access.Value, refresh, family.Scopes, profile.AccessLife, profile.RefreshLife);
    }

    private void End(Func<(AccessToken Token, Family Family), bool> which)
    {
        foreach (var (value, known) in _access.Where(pair => which(pair.Value)).ToList())
        {
            _access[value] = (known.Token with { ExpiresAt = clock.GetUtcNow() }, known.Family);
        }
    }

    internal sealed class Family(OAuthAccount account, IReadOnlyList<string> scopes)
    {
        public OAuthAccount Account { get; } = account;

        public IReadOnlyList<string> Scopes { get; } = scopes;

        public bool Over { get; set; }
    }

    private sealed class RefreshToken(Family family, DateTimeOffset? expiresAt)
    {
        public Family Family { get; } = family;

        public DateTimeOffset? ExpiresAt { get; } = expiresAt;

        public bool Used { get; set; }
    }
}
