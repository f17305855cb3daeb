namespace OmniForge.Skills.Substitution;

/// <summary>The <c>${…}</c> names that stand for something, Claude Code's spellings included.</summary>
internal static class BodyVariables
{
    private static readonly string[] OwnNames = ["SKILL_DIR", "WORKSPACE", "EXECUTION_ID", "DATE"];

    /// <summary>All names in the order in which they are suggested.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["SKILL_DIR", "WORKSPACE", "EXECUTION_ID", "DATE", "CLAUDE_SKILL_DIR", "CLAUDE_PROJECT_DIR", "CLAUDE_SESSION_ID"];

    /// <summary>The names that a profile's reader knows by its own words.</summary>
    public static IReadOnlyList<string> Offered(SkillProfile profile)
        => profile == SkillProfile.ClaudeCode ? ["CLAUDE_SKILL_DIR", "CLAUDE_PROJECT_DIR", "CLAUDE_SESSION_ID"] : OwnNames;

    public static bool Known(string name) => Names.Contains(name);

    public static string Value(string name, SubstitutionValues values) => name switch
    {
        "SKILL_DIR" or "CLAUDE_SKILL_DIR" => values.SkillDir,
        "WORKSPACE" or "CLAUDE_PROJECT_DIR" => values.Workspace,
        "EXECUTION_ID" or "CLAUDE_SESSION_ID" => values.ExecutionId,
        _ => values.Date,
    };
}
