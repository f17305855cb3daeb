namespace OmniForge.Integrations.GitHub;

/// <summary>The key of a change, in its text, where people do not see it and a later look finds it.</summary>
internal static class GitHubMark
{
    public static string Of(string key) => $"<!-- omniforge:{key} -->";

    public static string Added(string body, string key) => body.Length == 0 ? Of(key) : $"{body.TrimEnd()}\n\n{Of(key)}";

    /// <summary>The text as people see it.</summary>
    public static string Removed(string body)
        => body.LastIndexOf("<!-- omniforge:", StringComparison.Ordinal) is >= 0 and var at ? body[..at].TrimEnd() : body;
}
