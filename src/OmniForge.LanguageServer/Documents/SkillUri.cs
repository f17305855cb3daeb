namespace OmniForge.LanguageServer.Documents;

/// <summary>What the address of a document says about the skill in it.</summary>
internal static class SkillUri
{
    private const string FileName = "SKILL.md";
    private const string Language = "skill";

    /// <summary>Whether the document is a skill: by its file name in any language, or by its language under any name.</summary>
    public static bool IsSkill(string uri, string languageId) => languageId == Language || IsSkillFile(uri);

    /// <summary>Whether the address ends in the name of a skill's file.</summary>
    public static bool IsSkillFile(string uri) => Segments(uri)[^1] == FileName;

    /// <summary>The path of a document on disk; null for one that lies elsewhere, as unsaved ones do.</summary>
    public static string? Path(string uri)
        => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile && parsed.Host.Length == 0 ? parsed.LocalPath : null;

    /// <summary>The address of a path, written as editors write it.</summary>
    public static string Of(string path)
        => "file://" + string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

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
