using OmniForge.Server.Hosting;

namespace OmniForge.Server.Sandbox;

/// <summary>From the configuration; a bad value stops the start.</summary>
/// <param name="Enabled">`Sandbox:Enabled`, in the environment `Sandbox__Enabled`: skills may run commands. Default off.</param>
internal sealed record SandboxOptions(bool Enabled)
{
    private const string Name = "Sandbox:Enabled";

    public static SandboxOptions Read(IConfiguration configuration) => (configuration[Name] ?? "").Trim().ToLowerInvariant() switch
    {
        "" or "false" => new(false),
        "true" => new(true),
        _ => throw new StartRefused($"Sandbox__Enabled is \"{configuration[Name]}\", but must be true or false. Correct it, or unset it to run no commands."),
    };
}
