using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Notion;

/// <summary>A condition means the same in Notion as in table_query over all rows, however much of it Notion does itself.</summary>
public sealed class NotionFilterTests(Studio studio) : IClassFixture<Studio>
{
    private static readonly ITool Table = BuiltInTools.All().Single(tool => tool.Descriptor.Name == "table_query");

    public static TheoryData<string> Conditions =>
    [
        """[{"column":"Status","op":"eq","value":"blocked"}]""",
        """[{"column":"Status","op":"ne","value":"Done"}]""",
        """[{"column":"Status","op":"in","value":["done","On Track","nothing"]}]""",
        """[{"column":"Status","op":"eq","value":"no such option"}]""",
        """[{"column":"Client","op":"contains","value":"HEALTH"}]""",
        """[{"column":"Client","op":"starts_with","value":"Northwind"}]""",
        """[{"column":"Name","op":"contains","value":"Photo"}]""",
        """[{"column":"name","op":"starts_with","value":"bluefin"}]""",
        """[{"column":"Budget","op":"ge","value":50000},{"column":"Budget","op":"lt","value":"60000"}]""",
        """[{"column":"Budget","op":"is_empty"}]""",
        """[{"column":"Budget","op":"not_empty"},{"column":"Deadline","op":"is_empty"}]""",
        """[{"column":"Budget","op":"eq","value":45000}]""",
        """[{"column":"Budget","op":"ne","value":45000}]""",
        """[{"column":"Deadline","op":"lt","value":"today"}]""",
        """[{"column":"Deadline","op":"within","value":"7d"}]""",
        """[{"column":"Deadline","op":"within","value":"next_month"}]""",
        """[{"column":"Deadline","op":"eq","value":"2026-12"}]""",
        """[{"column":"Deadline","op":"ge","value":"2026-12-24"},{"column":"Deadline","op":"le","value":"2026-12-31"}]""",
        """[{"column":"Owner","op":"eq","value":"mara lindqvist"}]""",
        """[{"column":"Owner","op":"is_empty"}]""",
        """[{"any":[{"column":"Status","op":"eq","value":"At risk"},{"column":"Budget","op":"gt","value":80000}]}]""",
        """[{"any":[{"column":"Status","op":"eq","value":"At risk"},{"column":"Owner","op":"contains","value":"tom"}]}]""",
        """[{"any":[{"column":"Status","op":"in","value":["Blocked","At risk"]},{"column":"Deadline","op":"within","value":"this_month"}]}]""",
        """[{"column":"Status","op":"eq","value":"Done"},{"any":[{"all":[{"column":"Client","op":"eq","value":"Fable Books"},{"any":[{"column":"Budget","op":"lt","value":40000},{"column":"Budget","op":"is_empty"}]}]},{"column":"Client","op":"eq","value":"Orchard Bank"}]}]""",
        """[{"column":"Status","op":"ne","other_column":"Client"}]""",
    ];

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_condition_gives_the_same_rows_as_table_query(string where)
    {
        var all = await studio.ValueAsync("notion_query_database", new { database = "Client Projects", limit = 2000 });
        var expected = await TableAsync(all, where);
        var found = await studio.ValueAsync("notion_query_database", new { database = "Client Projects", limit = 2000, where = JsonElement.Parse(where) });
        Assert.Equal(expected.Order(), Addresses(found).Order());
    }

    [Fact]
    public async Task Notion_leaves_out_what_it_can_so_that_little_is_read()
    {
        var found = await studio.ValueAsync(
            "notion_query_database",
            new { database = "Client Projects", limit = 2000, where = new object[] { new { column = "Status", op = "eq", value = "blocked" }, new { column = "Owner", op = "contains", value = "yuki" } } });
        Assert.InRange(found.GetProperty("read").GetInt32(), found.GetProperty("count").GetInt32(), 100);
    }

    private async Task<IEnumerable<string>> TableAsync(JsonElement rows, string where)
    {
        var context = studio.Context("k", Integrations.Requests.AccountMode.Live) with { Results = new Dictionary<string, JsonElement> { ["all"] = rows } };
        var arguments = JsonElement.Parse($$"""{"source":{"result":"all"},"where":{{where}}}""");
        var result = await Table.InvokeAsync(arguments, context, TestContext.Current.CancellationToken);
        Assert.True(result.Ok, result.Error?.Message);
        return Addresses(result.Value!.Value);
    }

    private static IEnumerable<string> Addresses(JsonElement result)
        => result.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("url").GetString()!);
}
