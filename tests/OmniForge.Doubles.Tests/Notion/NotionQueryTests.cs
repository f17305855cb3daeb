using OmniForge.Doubles.Notion;

namespace OmniForge.Doubles.Tests.Notion;

public class NotionQueryTests
{
    [Fact]
    public async Task A_database_leads_to_its_data_source_and_its_columns()
    {
        await using var client = await NotionClient.StartAsync();
        var found = await client.PostAsync("/v1/search", """{ "query": "client proj", "filter": { "property": "object", "value": "data_source" } }""");
        var source = Assert.Single(found["results"]!.AsArray())!;
        var database = await client.GetAsync($"/v1/databases/{(string)source["parent"]!["database_id"]!}");
        Assert.Equal((string?)source["id"], (string?)database["data_sources"]![0]!["id"]);
        var columns = (await client.GetAsync($"/v1/data_sources/{(string)source["id"]!}"))["properties"]!.AsObject();
        Assert.Equal(["Name", "Client", "Status", "Deadline", "Owner", "Budget"], columns.Select(column => column.Key));
        Assert.Equal("status", (string?)columns["Status"]!["type"]);
        Assert.Contains("At risk", columns["Status"]!["status"]!["options"]!.AsArray().Select(option => (string?)option!["name"]));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    public async Task Pages_of_any_size_give_every_row_once(int size)
    {
        await using var client = await NotionClient.StartAsync();
        var titles = await client.TitlesAsync(HarborStudio.Projects, "{}", size);
        Assert.Equal(HarborStudio.ProjectCount, titles.Count);
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    [Fact]
    public async Task Ten_thousand_rows_are_made_and_read()
    {
        await using var client = await NotionClient.StartAsync();
        HarborStudio.AddArchive(client.Harbor, 10_000, client.Stage.Clock.GetUtcNow());
        client.Notion.Limit(100_000, 100_000);
        Assert.Equal(10_000, (await client.TitlesAsync(HarborStudio.Archive, "{}")).Distinct().Count());
    }

    [Theory]
    [InlineData("""{ "property": "Status", "status": { "equals": "At risk" } }""", "one,two")]
    [InlineData("""{ "property": "Status", "status": { "does_not_equal": "At risk" } }""", "three,four")]
    [InlineData("""{ "property": "Budget", "number": { "greater_than_or_equal_to": 100.5 } }""", "two,three")]
    [InlineData("""{ "property": "Budget", "number": { "is_empty": true } }""", "four")]
    [InlineData("""{ "property": "Deadline", "date": { "before": "2026-12-01" } }""", "one")]
    [InlineData("""{ "property": "Deadline", "date": { "on_or_before": "2026-12-01" } }""", "one,two")]
    [InlineData("""{ "property": "Deadline", "date": { "next_week": {} } }""", "one")]
    [InlineData("""{ "property": "Deadline", "date": { "is_not_empty": true } }""", "one,two,three")]
    [InlineData("""{ "property": "Client", "select": { "equals": "Acme" } }""", "one,three")]
    [InlineData("""{ "property": "Client", "select": { "is_empty": true } }""", "four")]
    [InlineData("""{ "property": "Name", "title": { "contains": "O" } }""", "one,two,four")]
    [InlineData("""{ "property": "Name", "title": { "starts_with": "t" } }""", "two,three")]
    [InlineData("""{ "property": "Owner", "people": { "is_empty": true } }""", "three,four")]
    [InlineData("""{ "timestamp": "created_time", "created_time": { "on_or_after": "2026-11-23T09:30:00Z" } }""", "one,two,three,four")]
    [InlineData("""{ "timestamp": "last_edited_time", "last_edited_time": { "after": "2026-11-23T09:30:00Z" } }""", "")]
    [InlineData("""
        { "or": [ { "property": "Name", "title": { "equals": "four" } },
                  { "and": [ { "property": "Client", "select": { "equals": "Acme" } }, { "property": "Budget", "number": { "less_than": 100 } } ] } ] }
        """, "one,four")]
    public async Task A_filter_keeps_what_it_says(string filter, string names)
    {
        await using var client = await NotionClient.StartAsync();
        Four(client);
        var titles = await client.TitlesAsync("Small", $$"""{ "filter": {{filter}}, "sorts": [ { "timestamp": "created_time", "direction": "ascending" } ] }""");
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), titles.Order());
    }

    [Theory]
    [InlineData("""[ { "property": "Budget", "direction": "descending" } ]""", "three,two,one,four")]
    [InlineData("""[ { "property": "Budget", "direction": "ascending" } ]""", "one,two,three,four")]
    [InlineData("""[ { "property": "Status", "direction": "ascending" }, { "property": "Name", "direction": "descending" } ]""", "three,two,one,four")]
    [InlineData("""[ { "property": "Deadline", "direction": "descending" } ]""", "three,two,one,four")]
    [InlineData("""[ { "property": "Name", "direction": "ascending" } ]""", "four,one,three,two")]
    public async Task Rows_are_sorted_as_asked_with_the_empty_ones_last(string sorts, string names)
    {
        await using var client = await NotionClient.StartAsync();
        Four(client);
        Assert.Equal(names, string.Join(',', await client.TitlesAsync("Small", $$"""{ "sorts": {{sorts}} }""")));
    }

    [Theory]
    [InlineData("""{ "wrong": 1 }""")]
    [InlineData("""{ "page_size": 101 }""")]
    [InlineData("""{ "start_cursor": "b2c1c9a0-0000-4000-8000-000000000000" }""")]
    [InlineData("""{ "filter": { "property": "Nothing", "status": { "equals": "x" } } }""")]
    [InlineData("""{ "filter": { "property": "Status", "select": { "equals": "x" } } }""")]
    [InlineData("""{ "filter": { "property": "Status", "status": { "contains": "x" } } }""")]
    [InlineData("""{ "filter": { "property": "Budget", "number": { "equals": "12" } } }""")]
    [InlineData("""{ "filter": { "property": "Budget", "number": { "greater_than": 1, "less_than": 5 } } }""")]
    [InlineData("""{ "sorts": [ { "property": "Nothing", "direction": "ascending" } ] }""")]
    [InlineData("""{ "sorts": [ { "property": "Name", "direction": "up" } ] }""")]
    public async Task What_the_query_does_not_know_is_refused(string body)
    {
        await using var client = await NotionClient.StartAsync();
        var answer = await client.QueryAsync(HarborStudio.Projects, body);
        Assert.Equal((400, "validation_error"), (answer.Status, (string?)answer["code"]));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_question_and_dies()
    {
        await using var client = await NotionClient.StartAsync();
        var cursor = (string)(await client.QueryAsync(HarborStudio.Projects, """{ "page_size": 5 }"""))["next_cursor"]!;
        var same = $$"""{ "page_size": 5, "start_cursor": "{{cursor}}" }""";
        Assert.Equal(200, (await client.QueryAsync(HarborStudio.Projects, same)).Status);
        Assert.Equal(400, (await client.QueryAsync(HarborStudio.Meetings, same)).Status);
        client.Stage.Clock.Advance(client.Notion.CursorLife);
        Assert.Equal(400, (await client.QueryAsync(HarborStudio.Projects, same)).Status);
    }

    [Fact]
    public async Task Only_the_asked_columns_come()
    {
        await using var client = await NotionClient.StartAsync();
        var answer = await client.PostAsync(
            $"/v1/data_sources/{client.Harbor.Database(HarborStudio.Projects).SourceId}/query?filter_properties=Name&filter_properties=Budget", """{ "page_size": 1 }""");
        Assert.Equal(["Name", "Budget"], answer["results"]![0]!["properties"]!.AsObject().Select(property => property.Key));
    }

    private static void Four(NotionClient client)
    {
        client.Stage.Clock.Advance(TimeSpan.Zero);
        client.Harbor.AddDatabase("Small", ("Name", "title", []), ("Client", "select", ["Acme", "Birch"]), ("Status", "status", ["On track", "At risk", "Done"]),
            ("Deadline", "date", []), ("Owner", "people", []), ("Budget", "number", []));
        client.Harbor.AddRow("Small", ("Name", "one"), ("Client", "Acme"), ("Status", "At risk"), ("Deadline", "2026-11-30"), ("Owner", "Tom Becker"), ("Budget", 50));
        client.Harbor.AddRow("Small", ("Name", "two"), ("Client", "Birch"), ("Status", "At risk"), ("Deadline", "2026-12-01"), ("Owner", "Mara Lindqvist"), ("Budget", 100.5m));
        client.Harbor.AddRow("Small", ("Name", "three"), ("Client", "Acme"), ("Status", "On track"), ("Deadline", "2027-01-01"), ("Budget", 700));
        client.Harbor.AddRow("Small", ("Name", "four"));
    }
}
