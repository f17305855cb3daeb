namespace OmniForge.Skills.Linting;

/// <summary>Severities as they are written on command lines and in configurations.</summary>
public static class SeverityNames
{
    public const string Off = "off";

    private static readonly string[] Names = ["error", "warning", "info", "hint"];

    public static string Of(SkillSeverity severity) => Names[(int)severity];

    /// <summary>Null when it is none of error, warning and info.</summary>
    public static SkillSeverity? Find(string name) => Array.IndexOf(Names, name) is var at and >= 0 and < 3 ? (SkillSeverity)at : null;
}
