using OmniForge.Server.Hosting;

namespace OmniForge.Server.Mcp;

/// <summary>What an operator sets about MCP servers.</summary>
internal sealed record McpSettings
{
    /// <summary>
    /// `Mcp:AllowStdio`: `true` lets administrators of tenants start programs on this machine, `false` never. Default: only on a server
    /// for one person, after that person agreed to the program.
    /// </summary>
    public bool? AllowStdio { get; init; }

    public static McpSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Mcp");
        if (section.GetChildren().FirstOrDefault(child => !string.Equals(child.Key, nameof(AllowStdio), StringComparison.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartRefused($"{unknown.Path} is no setting of MCP. There is Mcp:{nameof(AllowStdio)}.");
        }

        return (section[nameof(AllowStdio)] ?? "").Trim() switch
        {
            "" => new(),
            var text when bool.TryParse(text, out var allowed) => new() { AllowStdio = allowed },
            var text => throw new StartRefused($"Mcp:{nameof(AllowStdio)} is \"{text}\", but must be true or false. Correct it, or unset it."),
        };
    }

    /// <summary>Refuses a program that must not be started here.</summary>
    public void DemandProgram(ServerOptions server, Consent consent)
    {
        if (AllowStdio == true)
        {
            return;
        }

        if (AllowStdio == false || server.Networked)
        {
            throw DomainException.Status(
                "MCP_STDIO_OFF",
                "This server starts no programs for MCP. Use a server with an address, or ask whoever runs this one to set Mcp__AllowStdio=true.");
        }

        if (consent == Consent.Missing)
        {
            throw DomainException.Status(
                "MCP_CONSENT_REQUIRED",
                "This starts a program on the machine of the server, which can do whatever the server's user can. If you trust it, say so: accept_command, or --yes on the command line.");
        }
    }
}

/// <summary>Whether somebody agreed to the program that is to be started.</summary>
internal enum Consent
{
    Missing,
    Given,
}
