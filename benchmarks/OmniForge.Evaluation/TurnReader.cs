using OmniForge.Agents.Building;

namespace OmniForge.Evaluation;

/// <summary>Whoever understands what is said: the grammar, or a model that the grammar checks.</summary>
internal delegate Task<TurnUnderstanding> TurnReader(string said, BuilderState state, BuilderWorld world, CancellationToken cancellationToken);
