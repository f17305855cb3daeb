using System.Collections.Frozen;
using System.Text.Json;
using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>The severity of every rule per profile, from <c>Data/rules.json</c>.</summary>
internal static class RuleTable
{
    private static readonly FrozenDictionary<string, SkillSeverity?[]> Rows = Load();

    /// <summary>All rules, variants included.</summary>
    public static IEnumerable<string> Rules => Rows.Keys;

    /// <summary>Null when the profile does not evaluate the rule.</summary>
    public static SkillSeverity? Severity(string rule, SkillProfile profile) => Rows[rule][(int)profile];

    /// <summary>Whether a profile evaluates a rule in any of its variants.</summary>
    public static bool IsEvaluated(string id, SkillProfile profile)
        => Rows.Any(row => row.Value[(int)profile] is not null && (row.Key == id || row.Key.StartsWith(id + "/", StringComparison.Ordinal)));

    private static FrozenDictionary<string, SkillSeverity?[]> Load()
    {
        using var file = JsonDocument.Parse(DataFile.Open("rules.json"));
        return file.RootElement.EnumerateObject().ToFrozenDictionary(
            row => row.Name,
            row => row.Value.GetProperty("severity").GetString()!.Split(' ').Select(Read).ToArray());
    }

    private static SkillSeverity? Read(string letter) => letter switch
    {
        "E" => SkillSeverity.Error,
        "W" => SkillSeverity.Warning,
        "I" => SkillSeverity.Information,
        _ => null,
    };
}
