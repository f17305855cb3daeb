namespace OmniForge.Agents.Building.Languages;

/// <summary>A turn as it is said to the person.</summary>
/// <param name="Turn">The turn; its state remembers which suggested answers were said how.</param>
public sealed record Translation(BuilderTurn Turn)
{
    /// <summary>What the model answered on the way, oldest first.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];
}
