namespace OmniForge.Skills.Tables;

/// <summary>Which findings rest on what a table does not know, so that they only advise once the table is stale.</summary>
internal static class TableAge
{
    /// <summary>The stale table that a rule judges by; null = it is fresh, or the rule does not rest on one.</summary>
    /// <param name="rule">With its variant: a misspelt required field is missing, however old the table is.</param>
    /// <param name="today">The day of the check.</param>
    public static SkillTable? Stale(string rule, DateOnly today)
    {
        var name = rule switch
        {
            "OF3003" or "OF3005" => "fields",
            "OF3019" => "models",
            "OF4003" => "tools",
            _ => null,
        };
        return name is not null && SkillTables.Find(name) is { } table && table.IsStaleOn(today) ? table : null;
    }
}
