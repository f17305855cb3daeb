namespace OmniForge.Skills.Linting;

/// <summary>One place in which skills lie side by side, and how it ranks among others.</summary>
/// <param name="Place">The folder that holds the folders of the skills; equal for skills of the same layer.</param>
/// <param name="Rank">Null = not part of this platform's storage, so it neither hides nor is hidden.</param>
public sealed record SkillLayer(string Place, SkillLayerRank? Rank)
{
    private const string Skills = "skills";

    /// <summary>Reads the layer off the path of a SKILL.md.</summary>
    /// <param name="path">With '/' between its parts.</param>
    public static SkillLayer Of(string path)
    {
        var parts = path.Split('/');
        var place = string.Join('/', parts.Take(Math.Max(0, parts.Length - 2)));
        var above = parts.Length > 2 && parts[^3] == Skills ? parts[..^3] : [];
        return new(place, above switch
        {
            [.., "tenants", _, "agents", _] or [.., "agent"] => SkillLayerRank.Agent,
            [.., "tenants", _] or [.., "tenant"] => SkillLayerRank.Tenant,
            [.., "public"] => SkillLayerRank.Public,
            [.., "global"] => SkillLayerRank.Global,
            _ => null,
        });
    }

    /// <summary>The folder a SKILL.md lies in.</summary>
    internal static string Folder(string path) => path.Split('/') is [.., var folder, _] ? folder : "";

    /// <summary>Whether a skill here wins over one of the same name there.</summary>
    internal bool Hides(SkillLayer other) => Rank > other.Rank && Root == other.Root && other.Rank switch
    {
        SkillLayerRank.Tenant => Place.StartsWith(other.Owner + "/agents/", StringComparison.Ordinal) || $"/{other.Owner}".EndsWith("/tenant", StringComparison.Ordinal),
        _ => true,
    };

    // "data/tenants/acme/skills" belongs to "data/tenants/acme" below the root "data".
    private string Owner => Place[..^Math.Min(Place.Length, Skills.Length + 1)];

    private string Root => string.Join('/', Owner.Split('/') switch
    {
        [.. var root, "tenants", _, "agents", _] => root,
        [.. var root, "tenants", _] => root,
        [.. var root, _] => root,
        _ => [],
    });
}

/// <summary>The ranks of this platform's storage; a higher one always wins.</summary>
public enum SkillLayerRank
{
    Global,
    Public,
    Tenant,
    Agent,
}
