using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>One turn of a person: stored before it is answered, so that a crash between the two loses nothing.</summary>
internal sealed class TurnRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ConversationId { get; init; }
    public required string Id { get; init; }

    /// <summary>Order of arrival within the conversation, from 1.</summary>
    public required long Ordinal { get; init; }
    public required string Text { get; init; }
    public TurnState State { get; set; }

    /// <summary>Who said it, with what it may do: an Actor in proto bytes and its permissions, space separated.</summary>
    public required byte[] Actor { get; init; }
    public required string Permissions { get; init; }

    /// <summary>A command that was decided and not yet carried out, as <see cref="PendingCommand"/> writes it; empty = none.</summary>
    public string Pending { get; set; } = "";

    /// <summary>How many commands of this turn are done: part of their request ids, so that a repeat is no second run.</summary>
    public int Done { get; set; }

    /// <summary>What was said so far in this turn.</summary>
    public string Said { get; set; } = "";
    public TurnReading Reading { get; set; }

    /// <summary>What language models answered when they read it, as <see cref="ModelUse"/> writes it; empty = none was asked.</summary>
    public string Answers { get; set; } = "";

    /// <summary>What those answers took: a Usage in proto bytes; empty = none was asked.</summary>
    public byte[] Usage { get; set; } = [];

    /// <summary>The SendTurnResponse in proto bytes once finished.</summary>
    public byte[] Response { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<TurnRow>(row =>
    {
        row.ToTable("turns");
        row.HasKey(turn => new { turn.TenantId, turn.ConversationId, turn.Id });
        row.HasIndex(turn => turn.State);
    });
}

internal enum TurnState
{
    Queued,
    Running,
    Finished,
}
