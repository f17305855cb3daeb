using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Cluster;

/// <summary>One start of one node, as the membership protocol knows it. Belongs to no tenant.</summary>
internal sealed class NodeRow
{
    /// <summary>Address and port with the generation of this start: `10.0.0.1:11111@123`.</summary>
    public required string Address { get; init; }

    /// <summary>A SiloStatus.</summary>
    public int Status { get; set; }
    public string HostName { get; set; } = "";
    public string SiloName { get; set; } = "";
    public string RoleName { get; set; } = "";
    public int ProxyPort { get; set; }
    public int UpdateZone { get; set; }
    public int FaultZone { get; set; }

    /// <summary>Who has voted it dead: one `address ticks` a line.</summary>
    public string Suspects { get; set; } = "";

    /// <summary>Digest of the public key that this start shows to other nodes; empty = a version that shows none.</summary>
    public string KeyDigest { get; set; } = "";
    public DateTimeOffset StartTime { get; set; }
    public DateTimeOffset AliveAt { get; set; }

    /// <summary>The row's etag: one more with every change but a sign of life.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<NodeRow>(row =>
    {
        row.ToTable("nodes");
        row.HasKey(node => node.Address);
    });
}
