namespace OmniForge.Doubles.GitHub;

/// <summary>What a pull request does to one file. <paramref name="Patch"/> is a unified diff without the file's head.</summary>
public sealed record GitHubChange(string Path, string Status, string Patch)
{
    public int Additions => Patch.Split('\n').Count(line => line.StartsWith('+'));

    public int Deletions => Patch.Split('\n').Count(line => line.StartsWith('-'));
}
