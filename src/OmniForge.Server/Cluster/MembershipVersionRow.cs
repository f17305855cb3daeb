using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Cluster;

/// <summary>The one row that orders all changes of the membership.</summary>
internal sealed class MembershipVersionRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;
    public int Version { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<MembershipVersionRow>(row =>
    {
        row.ToTable("membership_version");
        row.HasKey(version => version.Id);
        row.Property(version => version.Id).ValueGeneratedNever();
    });
}
