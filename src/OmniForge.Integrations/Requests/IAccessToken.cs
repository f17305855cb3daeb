namespace OmniForge.Integrations.Requests;

/// <summary>Where an account gets its token from, at the moment of each request. Renewing is done once, however many ask.</summary>
public interface IAccessToken
{
    /// <summary>A token that should work now; renewed before when it is near its end. Throws <c>AccountException</c> (Auth) when only a new sign-in helps.</summary>
    ValueTask<IssuedToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>The provider refused <paramref name="refused"/> although it should have worked: another one, or <c>AccountException</c>.</summary>
    ValueTask<IssuedToken> RenewAsync(IssuedToken refused, CancellationToken cancellationToken);

    /// <summary>The provider refused a token that was just renewed: only a new sign-in helps.</summary>
    ValueTask LoseAsync(IssuedToken refused, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <param name="Generation">Rises with each renewal.</param>
public sealed record IssuedToken(string Value, long Generation)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"token of generation {Generation}";
}
