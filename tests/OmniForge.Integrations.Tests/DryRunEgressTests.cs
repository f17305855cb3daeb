using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests;

/// <summary>Every tool, in a dry run that goes as far as the account: nothing but reads arrives.</summary>
public sealed class DryRunEgressTests : StudioTests
{
    private const string Somebody = "harbor-studio/website";

    private static readonly Dictionary<string, object> Calls = new(StringComparer.Ordinal)
    {
        ["notion_search"] = new { query = "x" },
        ["notion_get_database"] = new { database = "Meetings" },
        ["notion_query_database"] = new { database = "Meetings" },
        ["notion_get_page"] = new { page = "Team handbook" },
        ["notion_create_page"] = new { parent = "Meetings", title = "x" },
        ["notion_update_page"] = new { page = "Team handbook", properties = new { title = "x" } },
        ["notion_append_content"] = new { page = "Team handbook", markdown = "x" },
        ["notion_add_comment"] = new { page = "Team handbook", text = "x" },
        ["notion_replace_content"] = new { page = "Team handbook", markdown = "x", expected_last_edited = "2026-11-23T10:00:00.000Z" },
        ["notion_trash_page"] = new { page = "Team handbook" },
        ["slack_list_channels"] = new { },
        ["slack_get_channel_history"] = new { channel = "general" },
        ["slack_get_thread"] = new { channel = "general", ts = "1.000001" },
        ["slack_find_user"] = new { person = "mara@harbor.example" },
        ["slack_post_message"] = new { channel = "general", text = "x" },
        ["slack_update_message"] = new { channel = "general", ts = "1.000001", text = "x" },
        ["slack_add_reaction"] = new { channel = "general", ts = "1.000001", emoji = "x" },
        ["slack_upload_file"] = new { channel = "general", file_path = "output/report.md" },
        ["slack_delete_message"] = new { channel = "general", ts = "1.000001" },
        ["linear_list_teams"] = new { },
        ["linear_list_issues"] = new { },
        ["linear_search_issues"] = new { query = "x" },
        ["linear_get_issue"] = new { issue = "WEB-1" },
        ["linear_create_issue"] = new { team = "WEB", title = "x" },
        ["linear_update_issue"] = new { issue = "WEB-1", title = "x" },
        ["linear_add_comment"] = new { issue = "WEB-1", text = "x" },
        ["linear_archive_issue"] = new { issue = "WEB-1" },
        ["github_list_issues"] = new { repository = Somebody },
        ["github_search_issues"] = new { query = "x" },
        ["github_get_issue"] = new { repository = Somebody, number = 1 },
        ["github_list_pull_requests"] = new { repository = Somebody },
        ["github_get_pull_request"] = new { repository = Somebody, number = 41 },
        ["github_list_commits"] = new { repository = Somebody },
        ["github_get_file"] = new { repository = Somebody, path = "README.md" },
        ["github_create_issue"] = new { repository = Somebody, title = "x" },
        ["github_add_comment"] = new { repository = Somebody, number = 1, body = "x" },
        ["github_update_issue"] = new { repository = Somebody, number = 1, title = "x" },
    };

    [Fact]
    public async Task Reads_are_answered_and_changes_stop_at_the_account()
    {
        foreach (var tool in Place.Catalogue.All.SelectMany(entry => entry.Integration.Tools))
        {
            var arguments = Calls[tool.Descriptor.Name];
            Place.Advance(TimeSpan.FromMinutes(2));
            var result = await Place.CallAsync(tool.Descriptor.Name, arguments, mode: AccountMode.DryRun);
            var expected = tool.Descriptor.Class != ToolClass.Read ? ToolErrorCode.Denied
                : tool.Descriptor.Name == "slack_get_thread" ? ToolErrorCode.NotFound
                : (ToolErrorCode?)null;
            Assert.Equal((tool.Descriptor.Name, expected), (tool.Descriptor.Name, result.Error?.Code));
        }

        Assert.DoesNotContain(Place.Doubles.Journal.Exchanges, exchange => exchange.Wrote);
    }
}
