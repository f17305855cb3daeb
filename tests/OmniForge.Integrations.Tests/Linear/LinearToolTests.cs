using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Doubles.Faults;
using OmniForge.Doubles.Linear;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Linear;

public sealed class LinearToolTests : StudioTests
{
    private LinearOrganization Studio => Place.Doubles.Linear.HarborStudio;

    [Fact]
    public async Task Teams_are_listed_and_one_may_be_chosen()
    {
        var teams = await Place.ValueAsync("linear_list_teams", new { });
        Assert.Equal(["OPS", "WEB"], teams.GetProperty("rows").EnumerateArray().Select(row => Text(row, "key")).Order());
        var linear = Place.Catalogue.Find("linear")!.Integration;
        var found = await Place.PassAsync(linear.ResourcesAsync(Place.Account("linear"), "team", "webs", 20, TestContext.Current.CancellationToken));
        Assert.Equal("Website (WEB)", Assert.Single(found).Name);
        var us = await Place.PassAsync(linear.IdentifyAsync(Place.Account("linear"), TestContext.Current.CancellationToken));
        Assert.Equal((Studio.Id, "Harbor Studio", Studio.Viewer.Id), (us.Id, us.Name, us.ActorId));
    }

    [Fact]
    public async Task Issues_are_listed_by_what_is_asked_for_over_all_pages()
    {
        var many = Studio.AddTeam("BULK", "Bulk");
        for (var i = 0; i < 230; i++)
        {
            Studio.AddIssue(many, $"bulk {i}").Priority = i % 5;
        }

        var all = await Place.ValueAsync("linear_list_issues", new { team = "bulk", limit = 1000 });
        Assert.Equal((230, false), (all.GetProperty("count").GetInt32(), all.GetProperty("truncated").GetBoolean()));
        var some = await Place.ValueAsync("linear_list_issues", new { team = "BULK", limit = 100 });
        Assert.Equal((100, true), (some.GetProperty("count").GetInt32(), some.GetProperty("truncated").GetBoolean()));
        var urgent = await Place.ValueAsync("linear_list_issues", new { team = "BULK", limit = 1000, where = new[] { new { column = "priority", op = "eq", value = "urgent" } } });
        Assert.Equal(46, urgent.GetProperty("count").GetInt32());

        var mine = await Place.ValueAsync("linear_list_issues", new { team = "Website", state = "in progress", assignee = "derek@harbor.example", label = "BUG", updated_since = "today", limit = 100 });
        Assert.Equal(
            Studio.Issues.Where(issue => issue is { Team.Key: "WEB", State.Name: "In Progress", Assignee.Name: "Derek Osei" } && issue.Labels.Exists(label => label.Name == "bug"))
                .Select(issue => issue.Identifier).Order(),
            mine.GetProperty("rows").EnumerateArray().Select(row => Text(row, "key")).Order());
        Assert.Contains("'Website'", (await Place.ErrorAsync("linear_list_issues", new { team = "Websit" })).Message, StringComparison.Ordinal);
        Assert.Contains("'priority'", (await Place.ErrorAsync("linear_list_issues", new { where = new[] { new { column = "prioritet", op = "eq", value = "x" } } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_is_opened_changed_commented_found_read_and_archived()
    {
        var made = await Place.ValueAsync("linear_create_issue", new
        {
            team = "WEB",
            title = "A quokka on the landing page",
            description = "Please.",
            assignee = "Mara Lindqvist",
            labels = new[] { "Feature" },
            priority = "high",
            due = "2026-12-24",
        });
        var key = Text(made, "key")!;
        var issue = Studio.Issues.Single(one => one.Identifier == key);
        Assert.Equal(("Mara Lindqvist", 2, "2026-12-24", "feature"), (issue.Assignee?.Name, issue.Priority, issue.DueDate, issue.Labels.Single().Name));

        var changed = await Place.ValueAsync("linear_update_issue", new { issue = $"https://linear.app/harbor-studio/issue/{key}/a-quokka", state = "in progress", due = "", assignee = "" });
        Assert.Equal(["state", "assignee", "due"], changed.GetProperty("changed").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(("In Progress", null, null), (issue.State.Name, issue.DueDate, issue.Assignee));

        await Place.ValueAsync("linear_add_comment", new { issue = key, text = "On it" });
        var found = await Place.ValueAsync("linear_search_issues", new { query = "quokka", team = "Website" });
        Assert.Equal(key, Text(Assert.Single(found.GetProperty("rows").EnumerateArray()), "key"));
        var read = await Place.ValueAsync("linear_get_issue", new { issue = key.ToLowerInvariant() });
        Assert.Equal(("Please.", "On it"), (Text(read, "description"), Text(read.GetProperty("comments")[0], "text")));

        await Place.ValueAsync("linear_archive_issue", new { issue = key });
        await Place.ValueAsync("linear_archive_issue", new { issue = key });
        Assert.NotNull(issue.ArchivedAt);
    }

    [Fact]
    public async Task Wrong_values_are_refused_with_what_there_is()
    {
        Assert.Contains("'Todo'", (await Place.ErrorAsync("linear_update_issue", new { issue = "WEB-1", state = "Doing" })).Message, StringComparison.Ordinal);
        Assert.Contains("'bug'", (await Place.ErrorAsync("linear_create_issue", new { team = "WEB", title = "x", labels = new[] { "bugs" } })).Message, StringComparison.Ordinal);
        Assert.Equal(ToolErrorCode.Invalid, (await Place.ErrorAsync("linear_get_issue", new { issue = "} viewer { id" })).Code);
        Assert.Equal(ToolErrorCode.NotFound, (await Place.ErrorAsync("linear_get_issue", new { issue = "WEB-9999" })).Code);
        Assert.Equal(ToolErrorCode.Invalid, (await Place.ErrorAsync("linear_update_issue", new { issue = "WEB-1" })).Code);
    }

    [Theory]
    [InlineData("linear_create_issue", """{"team":"OPS","title":"Same"}""")]
    [InlineData("linear_add_comment", """{"issue":"OPS-1","text":"Same"}""")]
    public async Task A_change_is_made_once_however_often_its_answer_is_lost(string tool, string arguments)
    {
        int Made() => Studio.Issues.Count(issue => issue.Title == "Same") + Studio.Issues.Sum(issue => issue.Comments.Count(comment => comment.Body == "Same"));
        foreach (var fault in new[] { Fault.AppliedNoAnswer, Fault.CutBody, Fault.WrongJson, Fault.Reset, Fault.Answering(500) })
        {
            var (key, before) = (Guid.NewGuid().ToString(), Made());
            Place.Doubles.Linear.Faults.Next(fault, call => call.BodyText.Contains("mutation", StringComparison.Ordinal));
            var first = await Place.CallAsync(tool, JsonElement.Parse(arguments), key);
            Assert.True(first.Ok, first.Error?.Message);
            var again = await Place.CallAsync(tool, JsonElement.Parse(arguments), key);
            Assert.Equal(first.Value!.Value.GetRawText(), again.Value!.Value.GetRawText());
            Assert.Equal(before + 1, Made());
        }
    }

    [Fact]
    public async Task A_limit_and_a_token_that_is_over_are_understood()
    {
        await Place.ValueAsync("linear_list_teams", new { });
        Place.Doubles.Linear.OAuth.ExpireAccessTokens();
        var before = Place.TokenOf("linear").Renewals;
        await Place.ValueAsync("linear_list_teams", new { });
        Assert.Equal(before + 1, Place.TokenOf("linear").Renewals);
        Place.Doubles.Linear.Faults.Next(Fault.Answering(429, TimeSpan.FromSeconds(4)));
        await Place.ValueAsync("linear_list_teams", new { });
        var refused = await Place.CallAsync("linear_create_issue", new { team = "WEB", title = "x" }, mode: AccountMode.DryRun);
        Assert.Equal(ToolErrorCode.Denied, refused.Error!.Code);
    }

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();
}
