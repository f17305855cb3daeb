using System.Text.Json;

namespace OmniForge.Agents.Tests.Tools.Tables;

/// <summary>Rows as lines for a message.</summary>
public sealed class TableListTests
{
    private readonly ToolBench _bench = new(new MemoryWorkspace());

    [Fact]
    public async Task A_line_names_its_row_first_and_what_is_empty_is_left_out()
    {
        var list = await ListAsync("""{"source":{"rows":[{"name":"Alpha","owner":"Ann","due":null},{"name":"Beta","owner":null,"due":"2025-03-01"}]},"output":"list"}""");
        Assert.Equal("- **Alpha** · owner: Ann\n- **Beta** · due: 2025-03-01", list);
    }

    [Fact]
    public async Task What_stands_in_a_cell_is_text_and_nothing_else()
        => Assert.Equal("- **\\[x\\](http://a) \\*b\\* \\<@U1\\>**", await ListAsync("""{"source":{"rows":[{"name":"[x](http://a) *b*\n<@U1>"}]},"output":"list"}"""));

    [Theory]
    [InlineData("""{"columns":[{"name":"name","type":"text"},{"name":"due","type":"date"}],"rows":[],"truncated":false}""")]
    [InlineData("""{"columns":[{"name":"name","type":"text"},{"name":"due","type":"date"}],"rows":[{"name":"Alpha","due":null}],"truncated":false}""")]
    public async Task Without_a_row_that_fits_the_list_says_what_it_was_told_to(string result)
    {
        _bench.Results["rows"] = JsonElement.Parse(result);
        var list = await ListAsync(
            """{"source":{"result":"rows"},"where":[{"column":"due","op":"not_empty"}],"select":["name","due"],"output":"list","empty":"Nothing is due."}""");
        Assert.Equal("Nothing is due.", list);
    }

    [Fact]
    public async Task What_does_not_fit_is_counted()
    {
        var rows = string.Join(',', Enumerable.Range(1, 50).Select(n => $$"""{"name":"Project number {{n}}"}"""));
        var list = await ListAsync($$"""{"source":{"rows":[{{rows}}]},"output":"list","most_characters":300}""");
        Assert.True(list.Length <= 300, list);
        var shown = list.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.EndsWith($"… and {50 - shown} more, which do not fit into one message.", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_there_are_more_rows_than_were_read_is_said()
    {
        _bench.Results["rows"] = JsonElement.Parse("""{"columns":[{"name":"name","type":"text"}],"rows":[{"name":"Alpha"}],"truncated":true}""");
        Assert.EndsWith("\nOnly the first 1 rows were looked at; there are more.", await ListAsync("""{"source":{"result":"rows"},"output":"list"}"""), StringComparison.Ordinal);
        Assert.EndsWith("|\n\nOnly the first 1 rows were looked at; there are more.\n", await MarkdownAsync("""{"source":{"result":"rows"},"output":"markdown"}"""), StringComparison.Ordinal);
    }

    private async Task<string> ListAsync(string arguments) => (await _bench.ValueAsync("table_query", arguments)).GetProperty("list").GetString()!;

    private async Task<string> MarkdownAsync(string arguments) => (await _bench.ValueAsync("table_query", arguments)).GetProperty("markdown").GetString()!;
}
