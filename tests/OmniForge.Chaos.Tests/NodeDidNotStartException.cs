namespace OmniForge.Chaos.Tests;

/// <summary>A node ended before it was ready.</summary>
internal sealed class NodeDidNotStartException(int exitCode, string message) : Exception(message)
{
    /// <summary>128 and the number of the signal when a signal ended it.</summary>
    public int ExitCode { get; } = exitCode;
}
