using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Building;

/// <summary>Understands a message through a language model's structured output, checked against the grammar.</summary>
public sealed class ModelReader(IChatClient model)
{
    public Task<TurnUnderstanding> ReadAsync(string text, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
        => throw new NotSupportedException(model.GetType().Name);
}
