using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>The permits of one account for one kind of request, wherever they are kept.</summary>
public interface ILimitPermits
{
    /// <summary>
    /// Takes one permit, now or after waiting. A wait that would be longer than <paramref name="longest"/> is refused with an
    /// <see cref="AccountException"/> that says when it is worth trying again.
    /// </summary>
    /// <param name="caller">Who asks: nobody is served twice in a row while somebody else waits.</param>
    Task TakeAsync(string caller, AccountRepeat repeat, TimeSpan longest, CancellationToken cancellationToken);

    /// <summary>The provider asks for silence: everybody waits, and whoever cannot wait so long is told.</summary>
    Task CloseAsync(TimeSpan pause);
}

/// <summary>Which permits are meant.</summary>
/// <param name="Connection">Id of the connection.</param>
/// <param name="Bucket">Name of the limit; empty = the general one.</param>
public sealed record LimitKey(string Integration, string Connection, string Bucket);
