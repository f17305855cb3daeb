namespace OmniForge.Agents.Tools.Tables;

/// <summary>Claims as files hold them: `true` and `false` in any letter case.</summary>
internal static class BoolText
{
    public static bool Is(string text) => IsTrue(text) || text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase);

    public static bool IsTrue(string? text) => text is not null && text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
