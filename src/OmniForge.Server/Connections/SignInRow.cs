using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Connections;

/// <summary>
/// One sign-in on its way through a browser. Whoever comes back is known by what they bring: the ticket of the link, then the state, each
/// stored as a hash and good for one use.
/// </summary>
internal sealed class SignInRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string ConnectionId { get; init; }
    public required string Integration { get; init; }

    /// <summary>Who asked, as an id and in words for the page.</summary>
    public required string CallerId { get; init; }
    public string CallerName { get; init; } = "";

    /// <summary>Null once it was used.</summary>
    public string? TicketHash { get; set; }
    public DateTimeOffset TicketUntil { get; init; }

    /// <summary>Null until the person has agreed on our page.</summary>
    public string? StateHash { get; set; }
    public DateTimeOffset? StateUntil { get; set; }

    /// <summary>Of the cookie that binds the way back to the same browser.</summary>
    public string CookieHash { get; set; } = "";

    /// <summary>Sealed.</summary>
    public required byte[] Verifier { get; init; }

    /// <summary>Where the provider sends the person back to.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The page of somebody else takes the code and calls CompleteConnection.</summary>
    public bool FrontEnd { get; init; }

    /// <summary>JSON array of what is asked for.</summary>
    public string Scopes { get; init; } = "[]";

    public static void Configure(ModelBuilder model) => model.Entity<SignInRow>(row =>
    {
        row.ToTable("sign_ins");
        row.HasKey(sign => sign.Id);
        row.HasIndex(sign => sign.TicketHash).IsUnique();
        row.HasIndex(sign => sign.StateHash).IsUnique();
        row.HasIndex(sign => sign.TicketUntil);
    });
}
