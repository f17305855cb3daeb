namespace OmniForge.Skills.Rules.Safety;

/// <summary>The scripts of a skill's folder and where the instructions name them.</summary>
internal static class BundleTexts
{
    private const int MaxScripts = 256;
    private const int MaxLength = 1 << 20;
    private static readonly string[] Endings =
        [".sh", ".bash", ".zsh", ".fish", ".ps1", ".psm1", ".bat", ".cmd", ".py", ".rb", ".pl", ".php", ".js", ".mjs", ".cjs", ".ts"];

    public static IEnumerable<(string Path, string Text)> Scripts(RuleContext context)
    {
        var scripts = (context.Check.Bundle ?? []).Where(file => file is { Kind: BundleFileKind.File, Size: <= MaxLength } && IsScript(file.Path));
        foreach (var file in scripts.Take(MaxScripts))
        {
            if (context.Check.ReadBundled(file.Path) is { } text)
            {
                yield return (file.Path, text);
            }
        }
    }

    /// <summary>Where the text names a bundled file; the start of the text when it does not.</summary>
    public static TextSpan Place(RuleContext context, string path)
        => context.Text.IndexOf(path, StringComparison.Ordinal) is var at && at >= 0 ? new(at, path.Length) : default;

    private static bool IsScript(string path)
        => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || (path.StartsWith("scripts/", StringComparison.Ordinal) && path.IndexOf('.', StringComparison.Ordinal) < 0);
}
