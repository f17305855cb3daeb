namespace OmniForge.LanguageServer.Documents;

/// <summary>What the address of a document says about the skill in it.</summary>
internal static class SkillUri
{
    private const string FileName = "SKILL.md";
    private const string Language = "skill";

    /// <summary>Whether the document is a skill: by its file name in any language, or by its language under any name.</summary>
    public static bool IsSkill(string uri, string languageId) => languageId == Language || Segments(uri)[^1] == FileName;

    /// <summary>The folder of a SKILL.md; null when there is none to compare a name with, as for unsaved documents.</summary>
    public static string? Folder(string uri)
    {
        // A drive is no folder.
        return Segments(uri) is [.., var folder, FileName] && folder.Length > 0 && !folder.Contains(':', StringComparison.Ordinal)
            ? folder
            : null;
    }

    private static string[] Segments(string uri)
    {
        var path = uri.Split('?', '#')[0];
        return [.. path.Split('/').Select(Uri.UnescapeDataString)];
    }
}
