using System.Text.Json.Nodes;

namespace OmniForge.Skills.Tests.Corpus;

/// <summary>A file in a shape that is found in the wild, with what another reader makes of it.</summary>
/// <param name="Folder">The folder it would lie in.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Loads">The profiles whose programs load it.</param>
/// <param name="Fields">Its fields as an independent reader sees them: texts, lists, maps, null for nothing.</param>
/// <param name="Findings">Warnings and worse by profile, each as "OF3003@4" with its 1-based line.</param>
internal sealed record RealShape(
    string Folder, string Text, IReadOnlyList<SkillProfile> Loads, JsonObject Fields, IReadOnlyDictionary<SkillProfile, string> Findings)
{
    public static IReadOnlyList<RealShape> All { get; } = ReadAll();

    public static string Name(SkillProfile profile) => profile switch
    {
        SkillProfile.AgentSkills => "agent-skills",
        SkillProfile.ClaudeCode => "claude-code",
        SkillProfile.OmniForge => "omniforge",
        _ => "omniforge-strict",
    };

    private static List<RealShape> ReadAll()
    {
        var expected = JsonNode.Parse(Resource("expected.json"))!.AsObject();
        return [.. expected.Select(row => Read(row.Key, row.Value!.AsObject()))];
    }

    private static RealShape Read(string folder, JsonObject row)
    {
        var findings = row["findings"]!.AsObject();
        return new(
            folder,
            Resource(folder + ".md"),
            [.. Enum.GetValues<SkillProfile>().Where(profile => row["loads"]!.AsArray().Any(name => name!.GetValue<string>() == Name(profile)))],
            row["fields"]!.AsObject(),
            Enum.GetValues<SkillProfile>().ToDictionary(
                profile => profile, profile => findings[Name(profile)]?.GetValue<string>() ?? ""));
    }

    private static string Resource(string name)
    {
        using var stream = typeof(RealShape).Assembly.GetManifestResourceStream("Corpus/" + name)
            ?? throw new InvalidOperationException($"'{name}' is not among the embedded files.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
