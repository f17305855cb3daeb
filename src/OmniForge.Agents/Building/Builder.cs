namespace OmniForge.Agents.Building;

/// <summary>The conversational builder: understands nothing by itself and does nothing by itself, it decides. Pure.</summary>
public static class Builder
{
    /// <summary>The greeting of a new conversation.</summary>
    public static BuilderTurn Greet(BuilderWorld world) => throw new NotSupportedException();

    /// <summary>One turn of the person.</summary>
    public static BuilderTurn Take(BuilderState state, TurnUnderstanding turn, BuilderWorld world) => throw new NotSupportedException();

    /// <summary>Goes on after the caller carried out the command of a turn.</summary>
    public static BuilderTurn Continue(BuilderState state, CommandOutcome outcome, BuilderWorld world) => throw new NotSupportedException();
}
