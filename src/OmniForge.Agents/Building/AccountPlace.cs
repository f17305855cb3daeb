namespace OmniForge.Agents.Building;

/// <summary>An account that is connected, as far as the builder may know it.</summary>
/// <param name="Connection">Id of the connection.</param>
/// <param name="Integration">notion, slack, linear or github.</param>
/// <param name="Name">What people call it.</param>
public sealed record KnownAccount(string Connection, string Integration, string Name, AccountStanding Standing);

public enum AccountStanding
{
    Usable,

    /// <summary>Somebody must sign in again.</summary>
    NeedsSignIn,
}

/// <summary>Something in an account that is read or written to; what is empty is not chosen yet.</summary>
public sealed record AccountPlace
{
    public string Integration { get; init; } = "";
    public string Connection { get; init; } = "";

    /// <summary>Name of the account.</summary>
    public string Account { get; init; } = "";

    /// <summary>The provider's own key.</summary>
    public string Id { get; init; } = "";

    /// <summary>What people call it; a name that was said and not found yet has no <see cref="Id"/>.</summary>
    public string Name { get; init; } = "";
}

/// <summary>What an account has to choose from, most likely first.</summary>
/// <param name="Kind">For instance database or channel.</param>
public sealed record PlaceList(string Connection, string Kind, IReadOnlyList<PlaceChoice> Choices);

/// <param name="Items">How many things are in it; null = not known.</param>
public sealed record PlaceChoice(string Id, string Name, int? Items);

/// <summary>A sign-in that was offered and is not finished.</summary>
/// <param name="Connection">The connection it is for.</param>
/// <param name="Link">What the person opens; works once.</param>
public sealed record SignInWait(string Integration, string Connection, string Link);
