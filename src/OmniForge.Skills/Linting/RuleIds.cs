using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>The rules that can be named in settings, comments and on command lines.</summary>
public static class RuleIds
{
    /// <summary>In ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RuleTable.Rules.Select(rule => rule.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

    public static bool IsKnown(string id) => All.Contains(id);

    /// <summary>The id that was most likely meant; null when none is near. Two wrong digits would fit some rule always.</summary>
    public static string? Near(string id)
        => All.FirstOrDefault(known => known.Equals(id.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? (Nearest.Find(id.ToUpperInvariant(), All) is { } near && Nearest.Edits(id.ToUpperInvariant(), near) == 1 ? near : null);
}
