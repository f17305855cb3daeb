namespace OmniForge.Agents.Running;

/// <summary>What a model costs, in millionths of a US dollar for a million tokens; 3,000,000 = 3 dollars.</summary>
/// <param name="InputMicros">Tokens read.</param>
/// <param name="OutputMicros">Tokens written.</param>
public sealed record ModelPrice(long InputMicros, long OutputMicros)
{
    /// <summary>A model that costs nothing, such as the built-in one.</summary>
    public static readonly ModelPrice Free = new(0, 0);

    /// <summary>Millionths of a US dollar, rounded up to a whole one.</summary>
    public long CostOf(long inputTokens, long outputTokens)
        => (long)Math.Ceiling(((decimal)inputTokens * InputMicros + (decimal)outputTokens * OutputMicros) / 1_000_000m);
}
