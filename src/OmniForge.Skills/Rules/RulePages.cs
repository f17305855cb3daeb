using OmniForge.Skills.Data;

namespace OmniForge.Skills.Rules;

/// <summary>The pages of all rules. They are read when asked for, so that checking a file never pays for them.</summary>
public static class RulePages
{
    private static readonly Lazy<IReadOnlyList<RulePage>> Pages = new(() => [.. Ids.Select(Read)]);

    /// <summary>One page per rule, in the order of their ids.</summary>
    public static IReadOnlyList<RulePage> All => Pages.Value;

    /// <summary>The ids that have severities, without variants.</summary>
    internal static IEnumerable<string> Ids
        => RuleTable.Rules.Select(rule => rule.Split('/')[0]).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The page of one rule; null when there is no such rule. Capitals do not matter.</summary>
    public static RulePage? Find(string id)
        => Ids.FirstOrDefault(known => known.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } found ? Read(found) : null;

    internal static RulePage Read(string id) => RulePageReader.Read(id, DataFile.Text($"Rules.{id}.md"));
}
