using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Server.Models;

namespace OmniForge.Server.Conversations;

/// <summary>Understands a turn: by the grammar, or by the configured language model held against it.</summary>
internal sealed class TurnReader(ModelDirectory models, TimeProvider clock)
{
    public async Task<ReadTurn> ReadAsync(string text, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
        => models.Offline || text.Length == 0
            ? new(new(GrammarReader.Read(text, state, world)), null)
            : new(await new ModelReader(models.For(""), clock).ReadAsync(text, state, world, cancellationToken), models.PriceOf(""));
}

/// <summary>A turn as it was read, and what that took.</summary>
/// <param name="Price">Null = not known; then no cost is counted.</param>
internal sealed record ReadTurn(ModelReading Reading, ModelPrice? Price)
{
    /// <summary>A turn that is answered without being read, for instance by the question which agent is meant.</summary>
    public static ReadTurn Unread { get; } = new(new(new TurnUnderstanding()), null);

    public TurnUnderstanding Understood => Reading.Understood;

    /// <summary>What the person is told before the answer; empty = nothing.</summary>
    public string Notice => Reading.Fallback is { } cause ? $"I read this by fixed rules, because {cause} Please check what I understood." : "";
}
