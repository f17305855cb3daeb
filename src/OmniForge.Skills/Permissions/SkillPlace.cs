namespace OmniForge.Skills.Permissions;

/// <summary>
/// Where a skill and the workspace lie, as commands see them. Only plain paths count: letters, digits and <c>/ . _ -</c>;
/// others are never inserted, so that what stands for them is refused.
/// </summary>
/// <param name="SkillDir">The skill's own folder, without a final '/'.</param>
/// <param name="Workspace">The folder that calls work in, without a final '/'.</param>
public sealed record SkillPlace(string SkillDir, string Workspace)
{
    private const string Scripts = "scripts/";

    /// <summary>Stands for the real place while a file is judged and nobody knows where it will lie.</summary>
    internal static SkillPlace Symbolic { get; } = new("SKILL_DIR", "WORKSPACE");

    /// <summary>The text with its path variables replaced, Claude Code's spellings included.</summary>
    internal string Resolve(string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var known = Replace(Replace(text, "${SKILL_DIR}", SkillDir), "${CLAUDE_SKILL_DIR}", SkillDir);
        return Replace(Replace(known, "${WORKSPACE}", Workspace), "${CLAUDE_PROJECT_DIR}", Workspace);
    }

    /// <summary>The text in which a leading <c>scripts/</c> is that folder of the skill, never one of the workspace.</summary>
    internal string Own(string text)
        => text.StartsWith(Scripts, StringComparison.Ordinal) && IsPlain(SkillDir) ? $"{SkillDir}/{text}" : text;

    /// <summary>Whether a first word names a file below the skill's own <c>scripts/</c>.</summary>
    internal bool IsOwnScript(string word)
    {
        var folder = $"{SkillDir}/{Scripts}";
        return IsPlain(SkillDir)
            && IsPlain(word)
            && word.StartsWith(folder, StringComparison.Ordinal)
            && word[folder.Length..].Split('/').All(segment => segment is not ("" or "." or ".."));
    }

    private static string Replace(string text, string variable, string value)
        => IsPlain(value) ? text.Replace(variable, value, StringComparison.Ordinal) : text;

    private static bool IsPlain(string path) => path.Length > 0 && path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-');
}
