using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Doubles.Faults;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Notion;

public sealed class NotionToolTests : StudioTests
{
    private const string Projects = "Client Projects";

    [Fact]
    public async Task A_search_finds_databases_and_pages_with_their_addresses()
    {
        var found = await Place.ValueAsync("notion_search", new { query = "handbook" });
        var row = found.GetProperty("rows")[0];
        Assert.Equal(("page", "Team handbook"), (row.GetProperty("kind").GetString(), row.GetProperty("title").GetString()));
        Assert.StartsWith("https://", row.GetProperty("url").GetString(), StringComparison.Ordinal);

        var databases = await Place.ValueAsync("notion_search", new { kind = "database" });
        Assert.Equal([Projects, "Meetings"], databases.GetProperty("rows").EnumerateArray().Select(one => one.GetProperty("title").GetString()));
        var first = await Place.ValueAsync("notion_search", new { kind = "page", limit = 3 });
        Assert.Equal((3, true), (first.GetProperty("count").GetInt32(), first.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task A_database_is_found_by_name_address_or_id_and_tells_its_columns()
    {
        var data = Place.Notion.HarborStudio.Database(Projects);
        var address = $"https://www.notion.so/harbor/Client-Projects-{data.Id.Replace("-", "", StringComparison.Ordinal)}?v=1234";
        foreach (var name in new[] { Projects, "  client PROJECTS ", data.Id, data.SourceId, address })
        {
            var found = await Place.ValueAsync("notion_get_database", new { database = name });
            Assert.Equal(Projects, found.GetProperty("title").GetString());
            var status = found.GetProperty("properties").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Status");
            Assert.Contains("At risk", status.GetProperty("options").EnumerateArray().Select(one => one.GetString()));
        }
    }

    [Fact]
    public async Task A_database_that_is_not_there_says_how_to_share_it_and_a_near_name_is_offered()
    {
        var near = await Place.ErrorAsync("notion_get_database", new { database = "Meeting" });
        Assert.Equal(ToolErrorCode.NotFound, near.Code);
        Assert.Contains("'Meetings'", near.Message, StringComparison.Ordinal);
        var gone = await Place.ErrorAsync("notion_get_database", new { database = Guid.NewGuid().ToString() });
        Assert.Equal(ToolErrorCode.NotFound, gone.Code);
        Assert.Contains("add OmniForge", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_databases_of_one_name_are_both_listed_and_none_is_guessed()
    {
        var one = Place.Notion.HarborStudio.AddDatabase("Twins", ("Name", "title", []));
        var other = Place.Notion.HarborStudio.AddDatabase("twins", ("Name", "title", []));
        var error = await Place.ErrorAsync("notion_query_database", new { database = "Twins" });
        Assert.Equal(ToolErrorCode.Invalid, error.Code);
        Assert.Contains(one.SourceId, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.SourceId, error.Message, StringComparison.Ordinal);
        one.Shared = other.Shared = false;
    }

    [Fact]
    public async Task Rows_come_page_by_page_up_to_the_limit_and_never_faster_than_allowed()
    {
        var all = await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 2000 });
        var rows = Place.Notion.HarborStudio.Rows(Projects);
        Assert.Equal(rows.Select(row => row.Title).Order(), all.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("Name").GetString()).Order());
        Assert.False(all.GetProperty("truncated").GetBoolean());
        Assert.Equal("number", all.GetProperty("columns").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Budget").GetProperty("type").GetString());

        var some = await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 150, columns = new[] { "Budget" } });
        Assert.Equal((150, true), (some.GetProperty("count").GetInt32(), some.GetProperty("truncated").GetBoolean()));
        Assert.Equal(["Budget", "url"], some.GetProperty("rows")[0].EnumerateObject().Select(member => member.Name));
        for (var i = 0; i < 12; i++)
        {
            await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 1 });
        }

        Assert.DoesNotContain(Place.Doubles.Journal.Of("notion"), exchange => exchange.Status == 429 && exchange.Fault is null);
    }

    [Fact]
    public async Task A_sorted_and_filtered_query_gives_what_was_asked_for()
    {
        var found = await Place.ValueAsync("notion_query_database", new
        {
            database = Projects,
            where = new object[] { new { column = "status", op = "eq", value = "at RISK" }, new { column = "Budget", op = "gt", value = 20000 } },
            sort = new[] { new { column = "Budget", desc = true } },
            limit = 2000,
        });
        var budgets = found.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("Budget").GetDecimal()).ToList();
        Assert.Equal(budgets.OrderDescending(), budgets);
        Assert.Equal(
            Place.Notion.HarborStudio.Rows(Projects).Count(row => (string?)row.Values["Status"]["status"]?["name"] == "At risk" && (decimal?)row.Values["Budget"]["number"] > 20000),
            budgets.Count);
    }

    [Fact]
    public async Task Unknown_columns_are_refused_with_the_nearest_name()
    {
        foreach (var arguments in new object[]
        {
            new { database = Projects, where = new[] { new { column = "Stauts", op = "eq", value = "x" } } },
            new { database = Projects, sort = new[] { new { column = "Stauts" } } },
            new { database = Projects, columns = new[] { "Stauts" } },
        })
        {
            var error = await Place.ErrorAsync("notion_query_database", arguments);
            Assert.Equal(ToolErrorCode.Invalid, error.Code);
            Assert.Contains("'Status'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_row_is_created_changed_read_commented_replaced_and_thrown_away()
    {
        var made = await Place.ValueAsync("notion_create_page", new
        {
            parent = Projects,
            title = "New website",
            properties = new { Client = "lumen health", Budget = 1200.5, Deadline = "2026-12-24", Owner = new[] { "Mara Lindqvist", "derek@harbor.example" } },
            markdown = "# Plan\n\nFirst steps.",
        });
        var id = made.GetProperty("id").GetString()!;
        var row = Place.Notion.HarborStudio.Rows(Projects).Single(page => page.Id == id);
        Assert.Equal("Lumen Health", (string?)row.Values["Client"]["select"]!["name"]);
        Assert.Equal(1200.5m, (decimal?)row.Values["Budget"]["number"]);
        Assert.Equal(2, row.Values["Owner"]["people"]!.AsArray().Count);

        var changed = await Place.ValueAsync("notion_update_page", new { page = made.GetProperty("url").GetString(), properties = new { Budget = (int?)null, Status = "Done" } });
        Assert.Equal(["Budget", "Status"], changed.GetProperty("changed").EnumerateArray().Select(one => one.GetString()));
        Assert.Null(row.Values["Budget"]["number"]);

        await Place.ValueAsync("notion_append_content", new { page = id, markdown = "The end." });
        Assert.EndsWith("The end.", row.Markdown, StringComparison.Ordinal);
        await Place.ValueAsync("notion_add_comment", new { page = id, text = new string('x', 4500) });
        Assert.Contains(Place.Notion.HarborStudio.Comments, comment => comment.PageId == id && comment.Text.Length == 4500);

        var read = await Place.ValueAsync("notion_get_page", new { page = id });
        Assert.Equal(("New website", "Done"), (read.GetProperty("title").GetString(), read.GetProperty("properties").GetProperty("Status").GetString()));
        Assert.Equal(row.Markdown, read.GetProperty("markdown").GetString());

        var stale = await Place.ErrorAsync("notion_replace_content", new { page = id, markdown = "new", expected_last_edited = "2020-01-01T00:00:00.000Z" });
        Assert.Equal(ToolErrorCode.Conflict, stale.Code);
        var seen = read.GetProperty("last_edited").GetString();
        await Place.ValueAsync("notion_replace_content", new { page = id, markdown = "new", expected_last_edited = seen });
        Assert.Equal("new", row.Markdown);

        await Place.ValueAsync("notion_trash_page", new { page = id });
        await Place.ValueAsync("notion_trash_page", new { page = id });
        Assert.True(row.InTrash);
    }

    [Fact]
    public async Task A_page_goes_below_a_page_and_has_no_properties()
    {
        var made = await Place.ValueAsync("notion_create_page", new { parent = "Team handbook", title = "Holidays", markdown = "None." });
        Assert.Equal("Holidays", Place.Notion.HarborStudio.Pages.Single(page => page.Id == made.GetProperty("id").GetString()).Title);
        var error = await Place.ErrorAsync("notion_create_page", new { parent = "Team handbook", title = "x", properties = new { Budget = 1 } });
        Assert.Equal(ToolErrorCode.Invalid, error.Code);
    }

    [Theory]
    [InlineData("""{"Budget":"a lot"}""", "properties.Budget")]
    [InlineData("""{"Status":"Atrisk"}""", "At risk")]
    [InlineData("""{"Deadline":"tomorrow"}""", "2026-11-23")]
    [InlineData("""{"Owner":"Mara Lindqist"}""", "Mara Lindqvist")]
    [InlineData("""{"Bugdet":1}""", "Budget")]
    public async Task Wrong_properties_are_refused_before_anything_is_written(string properties, string said)
    {
        var before = Place.Notion.HarborStudio.Rows(Projects).Count;
        var error = await Place.ErrorAsync("notion_create_page", new { parent = Projects, title = "x", properties = JsonElement.Parse(properties) });
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Place.Notion.HarborStudio.Rows(Projects).Count);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once_and_the_call_goes_on()
    {
        await Place.ValueAsync("notion_search", new { query = "handbook" });
        Place.Notion.OAuth.ExpireAccessTokens();
        var before = Place.TokenOf("notion").Renewals;
        await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 2000 });
        Assert.Equal(before + 1, Place.TokenOf("notion").Renewals);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(529)]
    public async Task Being_asked_to_wait_is_waited_out(int status)
    {
        Place.Notion.Faults.Next(Fault.Answering(status, TimeSpan.FromSeconds(7)), call => call.Path.EndsWith("/query", StringComparison.Ordinal));
        var started = Place.Clock.GetUtcNow();
        var found = await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 5 });
        Assert.Equal(5, found.GetProperty("count").GetInt32());
        Assert.InRange(Place.Clock.GetUtcNow() - started, TimeSpan.FromSeconds(7), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Troubles_in_the_middle_of_reading_lose_and_double_no_row()
    {
        foreach (var fault in new[] { Fault.Answering(500), Fault.Answering(502), Fault.Reset, Fault.CutBody, Fault.WrongJson, Fault.AppliedNoAnswer })
        {
            Place.Notion.Faults.Next(fault, call => call.BodyText.Contains("start_cursor", StringComparison.Ordinal));
            var all = await Place.ValueAsync("notion_query_database", new { database = "Meetings", limit = 2000 });
            Assert.Equal(Place.Notion.HarborStudio.Rows("Meetings").Count, all.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("url").GetString()).Distinct().Count());
            Place.Notion.Faults.Next(fault, call => call.Path.EndsWith("/query", StringComparison.Ordinal));
            all = await Place.ValueAsync("notion_query_database", new { database = Projects, limit = 2000, where = new[] { new { column = "Name", op = "not_empty" } } });
            Assert.Equal(all.GetProperty("count").GetInt32(), Place.Notion.HarborStudio.Rows(Projects).Count(row => row.Title.Length > 0));
            Place.Notion.Faults.Clear();
        }
    }

    [Theory]
    [InlineData("notion_create_page", """{"parent":"Meetings","title":"Kick-off KEY"}""")]
    [InlineData("notion_append_content", """{"page":"Team handbook","markdown":"- A **new** rule KEY."}""")]
    [InlineData("notion_add_comment", """{"page":"Team handbook","text":"Well done KEY"}""")]
    public async Task A_change_whose_answer_is_lost_is_found_at_once_or_stays_in_doubt(string tool, string arguments)
    {
        foreach (var (fault, happened) in new[]
        {
            (Fault.AppliedNoAnswer, true), (Fault.Reset, false), (Fault.WrongJson, true), (Fault.CutBody, true), (Fault.Answering(500), false),
        })
        {
            var given = JsonElement.Parse(arguments.Replace("KEY", Guid.NewGuid().ToString("N"), StringComparison.Ordinal));
            Place.Notion.Faults.Next(fault, call => call.Method == "PATCH" || (call.Path is "/v1/pages" or "/v1/comments" && call.Method == "POST"));
            var result = await Place.CallAsync(tool, given);
            Assert.Equal(happened ? null : ToolErrorCode.InDoubt, result.Error?.Code);
            var found = await Place.ProbeAsync(tool, given);
            Assert.Equal(happened, found is not null);
            Assert.Equal(result.Value?.GetRawText(), found?.Value?.GetRawText());
            Place.Notion.Faults.Clear();
        }
    }

    [Fact]
    public async Task What_was_written_before_the_run_began_is_not_taken_for_its_own()
    {
        await Place.ValueAsync("notion_add_comment", new { page = "Team handbook", text = "Weekly greeting" });
        await Place.ValueAsync("notion_create_page", new { parent = "Meetings", title = "Weekly" });
        var before = Place.Started;
        Place.Started = Place.Clock.GetUtcNow().AddMinutes(2);
        Assert.Null(await Place.ProbeAsync("notion_add_comment", new { page = "Team handbook", text = "Weekly greeting" }));
        Assert.Null(await Place.ProbeAsync("notion_create_page", new { parent = "Meetings", title = "Weekly" }));
        Place.Started = before;
    }

    [Fact]
    public async Task Two_new_pages_of_one_name_leave_it_in_doubt()
    {
        await Place.ValueAsync("notion_create_page", new { parent = "Meetings", title = "Twice" });
        await Place.ValueAsync("notion_create_page", new { parent = "Meetings", title = "Twice" });
        var probed = await Place.ProbeAsync("notion_create_page", new { parent = "Meetings", title = "Twice" });
        Assert.Equal(ToolErrorCode.InDoubt, probed!.Error!.Code);
    }

    [Fact]
    public async Task A_dry_run_reads_and_changes_nothing()
    {
        var read = await Place.CallAsync("notion_query_database", new { database = Projects, limit = 1 }, mode: AccountMode.DryRun);
        Assert.True(read.Ok);
        var refused = await Place.CallAsync("notion_create_page", new { parent = Projects, title = "x" }, mode: AccountMode.DryRun);
        Assert.Equal(ToolErrorCode.Denied, refused.Error!.Code);
    }

    [Fact]
    public async Task Somebody_may_choose_a_database_by_name_and_size()
    {
        var notion = Place.Catalogue.Find("notion")!.Integration;
        var all = await Place.PassAsync(notion.ResourcesAsync(Place.Account("notion"), "database", "", 20, TestContext.Current.CancellationToken));
        var projects = all.Single(resource => resource.Name == Projects);
        Assert.Equal((Place.Notion.HarborStudio.Database(Projects).Id, Place.Notion.HarborStudio.Rows(Projects).Count), (projects.Id, projects.Items));
        var pages = await Place.PassAsync(notion.ResourcesAsync(Place.Account("notion"), "page", "handbook", 20, TestContext.Current.CancellationToken));
        Assert.Equal("Team handbook", Assert.Single(pages).Name);
        var us = await Place.PassAsync(notion.IdentifyAsync(Place.Account("notion"), TestContext.Current.CancellationToken));
        Assert.Equal((Place.Notion.HarborStudio.Id, "Harbor Studio", Place.Notion.HarborStudio.BotId), (us.Id, us.Name, us.ActorId));
    }
}
