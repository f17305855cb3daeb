using System.Text;

namespace OmniForge.Doubles.Tests.GitHub;

public class GitHubCodeTests
{
    [Fact]
    public async Task A_pull_request_has_files_and_a_diff()
    {
        await using var client = await GitHubClient.StartAsync();
        var pulls = await client.AllAsync($"{GitHubClient.Website}/pulls");
        var number = (int)pulls.Single(pull => (string?)pull["title"] == "Mend the contact form")["number"]!;
        var pull = await client.GetAsync($"{GitHubClient.Website}/pulls/{number}");
        Assert.Equal((1, 1, 1, "contact-form"), ((int)pull["additions"]!, (int)pull["deletions"]!, (int)pull["changed_files"]!, (string)pull["head"]!["ref"]!));
        var file = Assert.Single(await client.AllAsync($"{GitHubClient.Website}/pulls/{number}/files"));
        Assert.Equal("src/form.js", (string?)file["filename"]);
        var diff = await client.GetAsync($"{GitHubClient.Website}/pulls/{number}", "application/vnd.github.diff");
        Assert.StartsWith("diff --git a/src/form.js b/src/form.js\n", diff.Text, StringComparison.Ordinal);
        Assert.Contains("+const charset = 'utf-8';", diff.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await client.GetAsync($"{GitHubClient.Website}/pulls/1")).Status);
    }

    [Fact]
    public async Task A_file_is_read_as_base64_and_raw_and_a_folder_is_listed()
    {
        await using var client = await GitHubClient.StartAsync();
        var file = await client.GetAsync($"{GitHubClient.Website}/contents/src/form.js");
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(((string)file["content"]!).Replace("\n", "", StringComparison.Ordinal)));
        Assert.Equal("const charset = 'latin1';\nexport default charset;\n", text);
        Assert.Equal(text, (await client.GetAsync($"{GitHubClient.Website}/contents/src/form.js", "application/vnd.github.raw+json")).Text);
        var top = (await client.GetAsync($"{GitHubClient.Website}/contents/")).Json.AsArray();
        Assert.Equal(["README.md file", "src dir"], top.Select(entry => $"{entry!["name"]} {entry["type"]}"));
        Assert.Equal(404, (await client.GetAsync($"{GitHubClient.Website}/contents/nothing.txt")).Status);
    }

    [Fact]
    public async Task The_name_of_a_content_is_the_one_git_gives_it()
    {
        await using var client = await GitHubClient.StartAsync();
        client.Repository("website").Commit(client.GitHub.Site.User("mara-harbor"), "Add", "empty.txt", []);
        // What `git hash-object` says of an empty file.
        Assert.Equal("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", (string?)(await client.GetAsync($"{GitHubClient.Website}/contents/empty.txt"))["sha"]);
    }

    [Fact]
    public async Task A_large_file_comes_only_raw()
    {
        await using var client = await GitHubClient.StartAsync();
        client.Repository("website").Commit(client.GitHub.Site.User("mara-harbor"), "Add", "large.bin", new byte[(1024 * 1024) + 1]);
        var file = await client.GetAsync($"{GitHubClient.Website}/contents/large.bin");
        Assert.Equal(("none", ""), ((string?)file["encoding"], (string?)file["content"]));
        Assert.Equal((1024 * 1024) + 1, (await client.GetAsync($"{GitHubClient.Website}/contents/large.bin", "application/vnd.github.raw")).Text.Length);
    }

    [Fact]
    public async Task Commits_are_listed_by_branch_and_time()
    {
        await using var client = await GitHubClient.StartAsync();
        client.Stage.Clock.Advance(TimeSpan.FromDays(1));
        client.Tokens = client.Stage.SignedIn("github");
        client.Repository("website").Commit(client.GitHub.Site.User("mara-harbor"), "Try it", "src/form.js", "new"u8.ToArray(), "trial");
        Assert.Equal(["Add the form", "Begin"], await MessagesAsync(client, "commits"));
        Assert.Equal(["Try it", "Add the form", "Begin"], await MessagesAsync(client, "commits?sha=trial"));
        Assert.Equal(["Try it"], await MessagesAsync(client, "commits?sha=trial&since=2026-11-24T00:00:00Z"));
        Assert.Equal("new", (await client.GetAsync($"{GitHubClient.Website}/contents/src/form.js?ref=trial", "application/vnd.github.raw")).Text);
        Assert.Equal(404, (await client.GetAsync($"{GitHubClient.Website}/commits?sha=unknown")).Status);
    }

    private static async Task<List<string>> MessagesAsync(GitHubClient client, string path)
        => [.. (await client.GetAsync($"{GitHubClient.Website}/{path}")).Json.AsArray()
            .Select(commit => (string)commit!["commit"]!["message"]!).OrderByDescending(message => message is "Try it").ThenBy(message => message)];
}
