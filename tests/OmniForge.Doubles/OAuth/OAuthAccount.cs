namespace OmniForge.Doubles.OAuth;

/// <summary>
/// Somebody who can sign in and say yes: a workspace, a team or a user. <paramref name="Id"/> is what the provider calls the account.
/// </summary>
public sealed record OAuthAccount(string Id, string Name);
