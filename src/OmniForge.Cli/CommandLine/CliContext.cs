using OmniForge.Cli.Output;
using OmniForge.Client;

namespace OmniForge.Cli.CommandLine;

/// <summary>What every command is given.</summary>
internal sealed record CliContext(Terminal Terminal, Interrupts Interrupts, TimeProvider Time)
{
    /// <summary>Data folder of the server on this machine.</summary>
    public LocalHome Home { get; init; } = LocalHome.FromEnvironment();

    /// <summary>What relative paths start at.</summary>
    public string CurrentFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>A client for one command: it does not insist long, since somebody waits.</summary>
    public OmniForgeClient Connect(string? url) => new(new OmniForgeClientOptions
    {
        BaseUrl = url,
        Home = Home,
        Time = Time,
        Retry = new() { MaxAttempts = 3, GiveUpAfter = TimeSpan.FromMinutes(1) },
    });
}
