using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.GitHub;

/// <summary>A repository. Tests read and change it while requests come in.</summary>
public sealed class GitHubRepository
{
    private readonly GitHubSite _site;
    private readonly List<GitHubIssue> _issues = [];
    private readonly List<GitHubCommit> _commits = [];
    private readonly Dictionary<(string Branch, string Path), byte[]> _files = [];

    internal GitHubRepository(GitHubSite site, long id, GitHubUser owner, string name, bool isPrivate)
    {
        _site = site;
        Id = id;
        Owner = owner;
        Name = name;
        IsPrivate = isPrivate;
        Branches.Add(DefaultBranch);
    }

    public long Id { get; }

    public GitHubUser Owner { get; }

    public string Name { get; private set; }

    /// <summary>Names it had; requests for them are sent on.</summary>
    public HashSet<string> OldNames { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsPrivate { get; }

    public string DefaultBranch { get; } = "main";

    public HashSet<string> Branches { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the app is installed here. Without it only public reading works.</summary>
    public bool Installed { get; set; } = true;

    public string FullName => $"{Owner.Login}/{Name}";

    /// <summary>Issues and pull requests, oldest first.</summary>
    public IReadOnlyList<GitHubIssue> Issues => _site.Locked(() => _issues.ToList());

    /// <summary>Newest first.</summary>
    public IReadOnlyList<GitHubCommit> Commits => _site.Locked(() => _commits.OrderByDescending(commit => commit.At).ToList());

    public void Rename(string name) => _site.Locked(() =>
    {
        OldNames.Add(Name);
        Name = name;
        return name;
    });

    public GitHubIssue AddIssue(GitHubUser author, string title, string body = "", params string[] labels)
        => _site.Locked(() => Add(new(_site.NewId(), _issues.Count + 1, author, title, _site.Now()), body, labels));

    public GitHubIssue AddPull(GitHubUser author, string title, string head, params GitHubChange[] changes)
        => _site.Locked(() => Add(
            new(_site.NewId(), _issues.Count + 1, author, title, _site.Now()) { Pull = new(head, DefaultBranch, changes) }, "", []));

    /// <summary>Commits one file; a new branch begins as the default branch is.</summary>
    public GitHubCommit Commit(GitHubUser author, string message, string path, byte[] content, string? branch = null)
        => _site.Locked(() =>
        {
            var target = branch ?? DefaultBranch;
            if (Branches.Add(target))
            {
                foreach (var (place, known) in _files.Where(file => file.Key.Branch == DefaultBranch).ToList())
                {
                    _files[(target, place.Path)] = known;
                }
            }

            _files[(target, path)] = content;
            var commit = new GitHubCommit(Sha($"{FullName} {target} {_commits.Count} {message}"), author, _site.Now(), message, target, [path]);
            _commits.Add(commit);
            return commit;
        });

    internal byte[]? File(string branch, string path) => _files.GetValueOrDefault((branch, path));

    internal IReadOnlyList<(string Path, byte[] Content)> FilesOf(string branch)
        => [.. _files.Where(file => file.Key.Branch == branch).Select(file => (file.Key.Path, file.Value)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    internal static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];

    // As git names the content of a file.
    internal static string BlobSha(byte[] content)
    {
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0"));
#pragma warning disable CA5350 // Git's own name for a content, not a protection.
        return Convert.ToHexStringLower(SHA1.HashData([.. head, .. content]));
#pragma warning restore CA5350
    }

    private GitHubIssue Add(GitHubIssue issue, string body, string[] labels)
    {
        issue.Body = body;
        issue.Labels.AddRange(labels);
        _issues.Add(issue);
        return issue;
    }
}
