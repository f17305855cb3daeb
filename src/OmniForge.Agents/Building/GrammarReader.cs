namespace OmniForge.Agents.Building;

/// <summary>Understands a message by grammar and tables: deterministic, without a language model.</summary>
public static class GrammarReader
{
    public static TurnUnderstanding Read(string text, BuilderState state, BuilderWorld world) => throw new NotSupportedException();
}
