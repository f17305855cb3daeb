using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Doubles.Faults;
using OmniForge.Doubles.GitHub;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.GitHub;

public sealed class GitHubToolTests : StudioTests
{
    private const string Website = "harbor-studio/website";

    private GitHubRepository Repository => Place.Doubles.GitHub.Site.Repositories.Single(one => one.Name == "website");

    [Fact]
    public async Task A_repository_is_found_by_full_name_address_or_name()
    {
        foreach (var name in new[]
        {
            Website, "https://github.com/harbor-studio/website", "https://github.com/harbor-studio/website.git",
            "https://github.com/harbor-studio/website/issues/3?q=x", "website", " WEBSITE ",
        })
        {
            var found = await Place.ValueAsync("github_list_issues", new { repository = name, limit = 1 });
            Assert.Equal(Website, found.GetProperty("repository").GetString());
        }

        var near = await Place.ErrorAsync("github_list_issues", new { repository = "websit" });
        Assert.Equal(ToolErrorCode.NotFound, near.Code);
        Assert.Contains("'website'", near.Message, StringComparison.Ordinal);
        Assert.Contains("Configure", (await Place.ErrorAsync("github_list_issues", new { repository = "nobody/nothing" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.Invalid, (await Place.ErrorAsync("github_list_issues", new { repository = "../user" })).Code);
    }

    [Fact]
    public async Task Issues_come_page_by_page_without_pull_requests()
    {
        for (var i = 0; i < 150; i++)
        {
            Repository.AddIssue(Repository.Owner, $"bulk {i}", "", "bulk");
        }

        var all = await Place.ValueAsync("github_list_issues", new { repository = Website, state = "all", limit = 1000 });
        Assert.Equal(Repository.Issues.Count(issue => issue.Pull is null), all.GetProperty("count").GetInt32());
        Assert.False(all.GetProperty("truncated").GetBoolean());
        var some = await Place.ValueAsync("github_list_issues", new { repository = Website, labels = new[] { "bulk" }, limit = 120, since = "today" });
        Assert.Equal((120, true), (some.GetProperty("count").GetInt32(), some.GetProperty("truncated").GetBoolean()));
        var found = await Place.ValueAsync("github_search_issues", new { query = "repo:harbor-studio/website label:bulk", limit = 130 });
        Assert.Equal((130, true), (found.GetProperty("count").GetInt32(), found.GetProperty("truncated").GetBoolean()));
        Assert.Equal(Website, found.GetProperty("rows")[0].GetProperty("repository").GetString());
    }

    [Fact]
    public async Task An_issue_is_opened_commented_changed_and_read()
    {
        var made = await Place.ValueAsync("github_create_issue", new { repository = Website, title = "Broken", body = "It is.", labels = new[] { "bug" }, assignees = new[] { "derek-harbor" } });
        var number = made.GetProperty("number").GetInt32();
        await Place.ValueAsync("github_add_comment", new { repository = Website, number, body = "Me too" });
        var changed = await Place.ValueAsync("github_update_issue", new { repository = Website, number, state = "closed", labels = new[] { "done" } });
        Assert.Equal(["state", "labels"], changed.GetProperty("changed").EnumerateArray().Select(one => one.GetString()));
        var read = await Place.ValueAsync("github_get_issue", new { repository = Website, number });
        Assert.Equal(
            ("It is.", "closed", "done", "derek-harbor", "Me too"),
            (Text(read, "body"), Text(read, "state"), Text(read, "labels"), Text(read, "assignees"), Text(read.GetProperty("comments")[0], "text")));
        Assert.Equal(ToolErrorCode.Invalid, (await Place.ErrorAsync("github_update_issue", new { repository = Website, number })).Code);
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("github_get_issue", new { repository = Website, number = 99999 })).Code);
    }

    [Fact]
    public async Task Pull_requests_commits_and_files_are_read()
    {
        var pulls = await Place.ValueAsync("github_list_pull_requests", new { repository = Website });
        var number = pulls.GetProperty("rows").EnumerateArray().Single(row => Text(row, "head") == "contact-form").GetProperty("number").GetInt32();
        var pull = await Place.ValueAsync("github_get_pull_request", new { repository = Website, number, include = new[] { "files", "diff" } });
        Assert.Equal("src/form.js", Text(pull.GetProperty("files")[0], "path"));
        Assert.Contains("+const charset = 'utf-8';", Text(pull, "diff"), StringComparison.Ordinal);

        var commits = await Place.ValueAsync("github_list_commits", new { repository = Website, branch = "main" });
        Assert.Contains("Begin", commits.GetProperty("rows").EnumerateArray().Select(row => Text(row, "message")));
        Assert.StartsWith("# The website", Text(await Place.ValueAsync("github_get_file", new { repository = Website, path = "README.md" }), "text"), StringComparison.Ordinal);
        var folder = await Place.ValueAsync("github_get_file", new { repository = Website, path = "" });
        Assert.Contains("src", folder.GetProperty("folder").EnumerateArray().Select(entry => Text(entry, "name")));
        Repository.Commit(Repository.Owner, "Picture", "logo.png", [0x89, 0x50, 0xff, 0x00]);
        Assert.Contains("no text file", (await Place.ErrorAsync("github_get_file", new { repository = Website, path = "logo.png" })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.Invalid, (await Place.ErrorAsync("github_get_file", new { repository = Website, path = "../../user" })).Code);
    }

    [Fact]
    public async Task A_renamed_repository_is_followed_for_reading_and_writing()
    {
        var old = Place.Doubles.GitHub.Site.AddRepository(Repository.Owner, "old-name");
        old.AddIssue(old.Owner, "First");
        old.Rename("new-name");
        var read = await Place.ValueAsync("github_list_issues", new { repository = "harbor-studio/old-name" });
        Assert.Equal(1, read.GetProperty("count").GetInt32());
        await Place.ValueAsync("github_create_issue", new { repository = "harbor-studio/old-name", title = "Second" });
        Assert.Equal(2, old.Issues.Count);
    }

    [Theory]
    [InlineData("github_create_issue", """{"repository":"harbor-studio/website","title":"Same"}""")]
    [InlineData("github_add_comment", """{"repository":"harbor-studio/website","number":1,"body":"Same"}""")]
    public async Task A_change_whose_answer_is_lost_is_found_by_its_key_or_stays_in_doubt(string tool, string arguments)
    {
        foreach (var (fault, happened) in new[]
        {
            (Fault.AppliedNoAnswer, true), (Fault.CutBody, true), (Fault.WrongJson, true), (Fault.Reset, false), (Fault.Answering(502), false),
        })
        {
            var key = Guid.NewGuid().ToString();
            Place.Advance(TimeSpan.FromSeconds(2));
            Place.Doubles.GitHub.Faults.Next(fault, call => call.Method == "POST");
            var result = await Place.CallAsync(tool, JsonElement.Parse(arguments), key);
            Assert.Equal(happened ? null : ToolErrorCode.InDoubt, result.Error?.Code);
            var found = await Place.ProbeAsync(tool, JsonElement.Parse(arguments), key);
            Assert.Equal(result.Value?.GetRawText(), found?.Value?.GetRawText());
        }
    }

    [Fact]
    public async Task Writes_that_follow_each_other_are_spaced()
    {
        for (var i = 0; i < 4; i++)
        {
            await Place.ValueAsync("github_add_comment", new { repository = Website, number = 2, body = $"comment {i}" });
        }

        var two = Repository.Issues.Single(issue => issue.Number == 2);
        Assert.Equal(4, two.Comments.Count(comment => comment.Body.StartsWith("comment", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_limit_that_says_no_time_puts_the_call_off_for_a_minute()
    {
        await using var fresh = new Studio();
        await fresh.InitializeAsync();
        fresh.Doubles.GitHub.Faults.Next(Fault.Answering(403));
        var error = await fresh.ErrorAsync("github_list_issues", new { repository = Website });
        Assert.Equal(ToolErrorCode.RateLimited, error.Code);
        fresh.Advance(TimeSpan.FromMinutes(2));
        await fresh.ValueAsync("github_list_issues", new { repository = Website });
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_and_a_dry_run_changes_nothing()
    {
        await Place.ValueAsync("github_list_commits", new { repository = Website });
        Place.Doubles.GitHub.OAuth.ExpireAccessTokens();
        var before = Place.TokenOf("github").Renewals;
        await Place.ValueAsync("github_list_commits", new { repository = Website });
        Assert.Equal(before + 1, Place.TokenOf("github").Renewals);
        var refused = await Place.CallAsync("github_create_issue", new { repository = Website, title = "x" }, mode: AccountMode.DryRun);
        Assert.Equal(ToolErrorCode.Denied, refused.Error!.Code);
    }

    [Fact]
    public async Task Somebody_may_choose_a_repository_and_the_account_is_known()
    {
        var github = Place.Catalogue.Find("github")!.Integration;
        var found = await Place.PassAsync(github.ResourcesAsync(Place.Account("github"), "repository", "web", 20, TestContext.Current.CancellationToken));
        Assert.Equal(Website, Assert.Single(found).Id);
        var us = await Place.PassAsync(github.IdentifyAsync(Place.Account("github"), TestContext.Current.CancellationToken));
        Assert.Equal("mara-harbor", us.Name);
    }

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();
}
