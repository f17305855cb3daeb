using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.GitHub;

/// <summary>Commits, and files as they are on a branch.</summary>
internal sealed class GitHubCode(GitHubShow show)
{
    private const int LargestShown = 1024 * 1024;
    private const int LineOfBase64 = 60;

    public Reply Commits(GitHubRequest request, GitHubRepository repository)
    {
        request.Need("contents:read", repository);
        request.Asked("sha", "path", "since", "until", "author", "per_page", "page");
        var branch = Branch(request.Call.Asked("sha"), repository);
        var (since, until) = (request.Time("since"), request.Time("until"));
        var commits = repository.Commits
            .Where(commit => commit.Branch == branch || commit.Branch == repository.DefaultBranch)
            .Where(commit => (since is null || commit.At >= since) && (until is null || commit.At <= until))
            .Where(commit => request.Call.Asked("path") is not { } path || commit.Paths.Contains(path))
            .Where(commit => request.Call.Asked("author") is not { } author || commit.Author.Login == author);
        return request.Page(commits.ToList(), commit => show.Commit(repository, commit));
    }

    public static Reply Contents(GitHubRequest request, GitHubRepository repository, string path)
    {
        request.Need("contents:read", repository);
        request.Asked("ref");
        var branch = Branch(request.Call.Asked("ref"), repository);
        var raw = (request.Call.Header("Accept") ?? "").Contains("raw", StringComparison.Ordinal);
        if (repository.File(branch, path) is { } content)
        {
            return raw ? Reply.Bytes("application/vnd.github.raw; charset=utf-8", content) : Reply.Json(File(repository, path, content, withContent: true));
        }

        var folder = path.Length == 0 ? "" : path.TrimEnd('/') + "/";
        var inside = repository.FilesOf(branch).Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToList();
        if (inside.Count == 0)
        {
            throw GitHubErrors.Missing();
        }

        return Reply.Json(new JsonArray([.. inside.GroupBy(file => file.Path[folder.Length..].Split('/')[0]).Select(entry =>
            entry.First().Path == folder + entry.Key
                ? File(repository, entry.First().Path, entry.First().Content, withContent: false)
                : new JsonObject { ["type"] = "dir", ["size"] = 0, ["name"] = entry.Key, ["path"] = folder + entry.Key })]));
    }

    private static string Branch(string? wanted, GitHubRepository repository)
        => wanted is null ? repository.DefaultBranch
            : repository.Branches.Contains(wanted) ? wanted
            : repository.Commits.FirstOrDefault(commit => commit.Sha == wanted)?.Branch ?? throw GitHubErrors.Missing();

    private static JsonObject File(GitHubRepository repository, string path, byte[] content, bool withContent)
    {
        var shown = new JsonObject
        {
            ["type"] = "file",
            ["size"] = content.Length,
            ["name"] = path.Split('/')[^1],
            ["path"] = path,
            ["sha"] = GitHubRepository.BlobSha(content),
            ["html_url"] = $"https://github.com/{repository.FullName}/blob/{repository.DefaultBranch}/{path}",
        };
        if (withContent)
        {
            var small = content.Length <= LargestShown;
            shown["encoding"] = small ? "base64" : "none";
            shown["content"] = small ? string.Concat(Convert.ToBase64String(content).Chunk(LineOfBase64).Select(line => new string(line) + "\n")) : "";
        }

        return shown;
    }
}
