using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Control;

/// <summary>Something sent to an execution: a message to a skill, or the result of a call that its client makes.</summary>
internal sealed class SignalRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }

    /// <summary>Of a message its own id, of a result the call's.</summary>
    public required string Id { get; init; }
    public required SignalKind Kind { get; init; }

    /// <summary>The request in proto bytes.</summary>
    public required byte[] Payload { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<SignalRow>(row =>
    {
        row.ToTable("execution_signals");
        row.HasKey(signal => new { signal.TenantId, signal.ExecutionId, signal.Id });
    });
}

internal enum SignalKind
{
    Message = 1,
    ToolResult = 2,
}
