using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Storage;

/// <summary>The first answer to a request id, kept 24 hours.</summary>
internal sealed class RequestRow : ITenantOwned
{
    /// <summary>Hash of tenant, caller, RPC and request id.</summary>
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";

    /// <summary>Hash of the request without its id.</summary>
    public required string BodyHash { get; init; }
    public required byte[] Response { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<RequestRow>(row =>
    {
        row.ToTable("requests");
        row.HasKey(request => request.Id);
        row.HasIndex(request => request.CreatedAt);
    });
}
