using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

internal sealed class ProposalRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string ConversationId { get; init; }
    public ProposalStatus Status { get; set; } = ProposalStatus.Open;

    /// <summary>A Proposal in proto bytes.</summary>
    public required byte[] Payload { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<ProposalRow>(row =>
    {
        row.ToTable("proposals");
        row.HasKey(proposal => new { proposal.TenantId, proposal.Id });
        row.HasIndex(proposal => new { proposal.TenantId, proposal.ConversationId });
    });
}
