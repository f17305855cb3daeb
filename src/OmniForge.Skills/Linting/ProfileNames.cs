namespace OmniForge.Skills.Linting;

/// <summary>Profiles as they are written on command lines and in configurations.</summary>
public static class ProfileNames
{
    private static readonly string[] Names = ["agent-skills", "claude-code", "omniforge", "omniforge-strict"];

    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string Of(SkillProfile profile) => Names[(int)profile];

    /// <summary>Null when there is no such profile.</summary>
    public static SkillProfile? Find(string name) => Array.IndexOf(Names, name) is var at && at >= 0 ? (SkillProfile)at : null;
}
