using System.Text.Json;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Settings;

/// <summary>What the person has set in the editor. Unknown and wrongly typed members count as not set.</summary>
internal sealed record ServerSettings
{
    public static ServerSettings Default { get; } = new();

    /// <summary>Whose rules apply; null = the place of each file decides.</summary>
    public SkillProfile? Profile { get; init; }

    /// <summary>Address of the platform; null = OMNIFORGE_URL, else the server on this machine.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Key for the platform; null = OMNIFORGE_API_KEY, else the key of the server on this machine.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The editor itself reports wrong name characters and a name that differs from the folder, so the server does not.</summary>
    public bool HostValidates { get; init; }

    /// <summary>False in a workspace the person does not trust: nothing is asked or started outside of the editor. Default true.</summary>
    public bool Trusted { get; init; } = true;

    public static ServerSettings Read(JsonElement? given)
    {
        var json = given is { ValueKind: JsonValueKind.Object } own ? own : default;
        return new()
        {
            Profile = Text(json, "profile") switch
            {
                "agent-skills" => SkillProfile.AgentSkills,
                "claude-code" => SkillProfile.ClaudeCode,
                "omniforge" => SkillProfile.OmniForge,
                "omniforge-strict" => SkillProfile.OmniForgeStrict,
                _ => null,
            },
            Endpoint = Text(json, "endpoint"),
            ApiKey = Text(json, "apiKey"),
            HostValidates = Flag(json, "hostValidates") ?? false,
            Trusted = Flag(json, "trusted") ?? true,
        };
    }

    /// <summary>These settings after a change that names some of them; the key is kept when the change does not name one.</summary>
    public ServerSettings With(JsonElement? changed)
    {
        var json = changed is { ValueKind: JsonValueKind.Object } own && own.TryGetProperty("omniforge", out var section) ? section : changed;
        if (json is not { ValueKind: JsonValueKind.Object } named)
        {
            return this;
        }

        var read = Read(named);
        return read with
        {
            ApiKey = named.TryGetProperty("apiKey", out _) ? read.ApiKey : ApiKey,
            HostValidates = Flag(named, "hostValidates") ?? HostValidates,
            Trusted = Flag(named, "trusted") ?? Trusted,
        };
    }

    private static string? Text(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static bool? Flag(JsonElement json, string name)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;
}
