using OmniForge.Doubles.Notion;

namespace OmniForge.Doubles.Tests.Notion;

public class NotionPageTests
{
    [Fact]
    public async Task A_row_is_made_changed_and_thrown_away()
    {
        await using var client = await NotionClient.StartAsync();
        var data = client.Harbor.Database(HarborStudio.Projects);
        var made = await client.PostAsync("/v1/pages", $$"""
            { "parent": { "type": "data_source_id", "data_source_id": "{{data.SourceId.Replace("-", "", StringComparison.Ordinal)}}" },
              "properties": { "Name": { "title": [ { "text": { "content": "New work" } } ] }, "Status": { "status": { "name": "On track" } },
                "Client": { "select": { "name": "A new client" } }, "Deadline": { "date": { "start": "2027-01-05" } },
                "Owner": { "people": [ { "id": "{{client.Harbor.Users[1].Id}}" } ] }, "Budget": { "number": 1200.5 } },
              "markdown": "Some words." }
            """);
        Assert.Equal(200, made.Status);
        var id = (string)made["id"]!;
        var row = client.Harbor.Rows(HarborStudio.Projects)[^1];
        Assert.Equal((id, "New work", "Some words."), (row.Id, row.Title, row.Markdown));
        Assert.Equal("2026-11-23T09:30:00.000Z", (string?)made["created_time"]);
        client.Stage.Clock.Advance(TimeSpan.FromMinutes(5));
        var changed = await client.PatchAsync($"/v1/pages/{id}", """{ "properties": { "Budget": { "number": null } } }""");
        Assert.Null(changed["properties"]!["Budget"]!["number"]);
        Assert.Equal("2026-11-23T09:35:00.000Z", (string?)changed["last_edited_time"]);
        Assert.True((bool?)(await client.PatchAsync($"/v1/pages/{id}", """{ "in_trash": true }"""))["in_trash"]);
        Assert.DoesNotContain(client.Harbor.Rows(HarborStudio.Projects), known => known.Id == id);
        Assert.Equal(3, client.Stage.Doubles.Journal.Exchanges.Count(exchange => exchange.Wrote));
    }

    [Theory]
    [InlineData("""{ "properties": { "Nothing": { "number": 1 } } }""")]
    [InlineData("""{ "properties": { "Budget": { "number": "12" } } }""")]
    [InlineData("""{ "properties": { "Budget": { "rich_text": [] } } }""")]
    [InlineData("""{ "properties": { "Status": { "status": { "name": "Invented" } } } }""")]
    [InlineData("""{ "properties": { "Deadline": { "date": { "start": "tomorrow" } } } }""")]
    [InlineData("""{ "archived": true }""")]
    public async Task A_value_that_does_not_fit_its_column_is_refused(string body)
    {
        await using var client = await NotionClient.StartAsync();
        var answer = await client.PatchAsync($"/v1/pages/{client.Harbor.Rows(HarborStudio.Projects)[0].Id}", body);
        Assert.Equal((400, "validation_error"), (answer.Status, (string?)answer["code"]));
        Assert.NotEmpty(client.Stage.Doubles.Journal.Violations());
    }

    [Fact]
    public async Task A_text_run_has_at_most_2000_characters()
    {
        await using var client = await NotionClient.StartAsync();
        var answer = await client.PostAsync("/v1/comments", $$"""
            { "parent": { "page_id": "{{client.Harbor.Pages[0].Id}}" }, "rich_text": [ { "text": { "content": "{{new string('x', 2_001)}}" } } ] }
            """);
        Assert.Equal(400, answer.Status);
        Assert.Empty(client.Harbor.Comments);
    }

    [Fact]
    public async Task The_text_of_a_page_is_read_replaced_and_added_to()
    {
        await using var client = await NotionClient.StartAsync();
        var page = client.Harbor.AddPage("Notes", "One.");
        var path = $"/v1/pages/{page.Id}/markdown";
        Assert.Equal("One.", (string?)(await client.GetAsync(path))["markdown"]);
        await client.PatchAsync(path, """{ "type": "insert_content", "insert_content": { "content": "Two." } }""");
        await client.PatchAsync(path, """{ "type": "insert_content", "insert_content": { "content": "Zero.", "position": { "type": "start" } } }""");
        Assert.Equal("Zero.\n\nOne.\n\nTwo.", page.Markdown);
        var twice = await client.PatchAsync(path, """{ "type": "update_content", "update_content": { "content_updates": [ { "old_str": "o", "new_str": "0" } ] } }""");
        Assert.Equal(400, twice.Status);
        await client.PatchAsync(path, """{ "type": "update_content", "update_content": { "content_updates": [ { "old_str": "Two", "new_str": "2" } ] } }""");
        Assert.Equal("Zero.\n\nOne.\n\n2.", page.Markdown);
        await client.PatchAsync(path, """{ "type": "replace_content", "replace_content": { "new_str": "All new" } }""");
        Assert.Equal("All new", page.Markdown);
        Assert.Equal(400, (await client.PatchAsync(path, """{ "type": "replace_content", "replace_content": { "new_str": "x", "old": 1 } }""")).Status);
    }

    [Fact]
    public async Task A_page_under_a_page_takes_its_title_from_its_first_heading()
    {
        await using var client = await NotionClient.StartAsync();
        var over = client.Harbor.AddPage("Reports");
        var made = await client.PostAsync("/v1/pages", $$"""{ "parent": { "page_id": "{{over.Id}}" }, "markdown": "# Week 47\n\nAll well." }""");
        var page = client.Harbor.Pages.Single(known => known.Id == (string)made["id"]!);
        Assert.Equal(("Week 47", "All well.", over.Id), (page.Title, page.Markdown, page.ParentId));
    }

    [Fact]
    public async Task Comments_are_made_and_listed()
    {
        await using var client = await NotionClient.StartAsync();
        var page = client.Harbor.Pages[0];
        await client.PostAsync("/v1/comments", $$"""{ "parent": { "page_id": "{{page.Id}}" }, "rich_text": [ { "text": { "content": "Please look" } } ] }""");
        var listed = await client.GetAsync($"/v1/comments?block_id={page.Id}");
        Assert.Equal("Please look", (string?)Assert.Single(listed["results"]!.AsArray())!["rich_text"]![0]!["plain_text"]);
    }

    [Fact]
    public async Task What_is_not_shared_is_not_there()
    {
        await using var client = await NotionClient.StartAsync();
        var row = client.Harbor.Rows(HarborStudio.Meetings)[0];
        client.Harbor.Database(HarborStudio.Meetings).Shared = false;
        foreach (var path in new[] { $"/v1/pages/{row.Id}", $"/v1/databases/{client.Harbor.Database(HarborStudio.Meetings).Id}", $"/v1/pages/{Guid.NewGuid()}" })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal((404, "object_not_found"), (answer.Status, (string?)answer["code"]));
        }

        Assert.Empty((await client.PostAsync("/v1/search", """{ "query": "Meetings" }"""))["results"]!.AsArray());
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Two_workspaces_do_not_see_one_another()
    {
        await using var client = await NotionClient.StartAsync();
        var other = client.Notion.AddWorkspace("Other House");
        var page = other.AddPage("Secret plan");
        Assert.Equal(404, (await client.GetAsync($"/v1/pages/{page.Id}")).Status);
        var request = client.Request(HttpMethod.Get, $"/v1/pages/{page.Id}", null);
        request.Headers.Authorization = new("Bearer", client.Notion.OAuth.Grant(client.Notion.OAuth.Accounts[1]).AccessToken);
        Assert.Equal(200, (await client.Stage.SendAsync(request)).Status);
        Assert.Equal(other.Id, client.Stage.Doubles.Journal.Exchanges[^1].Account);
    }
}
