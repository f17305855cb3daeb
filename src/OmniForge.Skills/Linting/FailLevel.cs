namespace OmniForge.Skills.Linting;

/// <summary>From which severity on findings make a check fail.</summary>
public enum FailLevel
{
    Error,
    Warning,
    Info,

    /// <summary>Findings never make it fail.</summary>
    Never,
}

/// <summary>Levels as they are written, and what they mean for a finding.</summary>
public static class FailLevels
{
    private static readonly string[] Names = ["error", "warning", "info", "never"];

    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>Null when there is no such level.</summary>
    public static FailLevel? Find(string name) => Array.IndexOf(Names, name) is var at && at >= 0 ? (FailLevel)at : null;

    /// <summary>Whether a finding of this severity makes the check fail.</summary>
    public static bool Fails(this FailLevel level, SkillSeverity severity) => level != FailLevel.Never && (int)severity <= (int)level;
}
