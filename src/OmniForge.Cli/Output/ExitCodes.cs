namespace OmniForge.Cli.Output;

/// <summary>What the program answers to the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Refused, failed, cancelled, or no server.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong; nothing was done.</summary>
    public const int Usage = 2;
}

/// <summary>A failure of the program itself, told in one sentence that says what to do.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
