using System.Globalization;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Tests.Tools.Tables;

/// <summary>Rows of `projects.csv` are told by their id.</summary>
public sealed class TableQueryTests
{
    private const string Projects =
        """
        id,Name,status,budget,spent,due,owner
        1,Alpha,At risk,1000.10,1200,2025-03-10,Ann
        2,Beta,Done,500,400,2025-03-31,Bob
        3,Gamma,on track,,50,2025-02-28,ann
        4,"Delta, Inc.",At Risk,250.05,250.05,2025-03-17,
        5,Epsilon,Done,3000,2999.99,,Cid
        6,Zeta | Co,Blocked,70,80,2025-04-01,Bob
        """;

    private readonly MemoryWorkspace _files = new();
    private readonly ToolBench _bench;

    public TableQueryTests()
    {
        _bench = new(_files);
        _files["projects.csv"] = Projects;
    }

    [Theory]
    [InlineData("""{"column":"status","op":"eq","value":"at risk"}""", "1 4")]
    [InlineData("""{"column":"STATUS","op":"eq","value":"At risk","exact":true}""", "1")]
    [InlineData("""{"column":"status","op":"ne","value":"Done"}""", "1 3 4 6")]
    [InlineData("""{"column":"owner","op":"ne","value":"Bob"}""", "1 3 4 5")]
    [InlineData("""{"column":"owner","op":"eq","value":"ANN"}""", "1 3")]
    [InlineData("""{"column":"status","op":"in","value":["done","blocked"]}""", "2 5 6")]
    [InlineData("""{"column":"budget","op":"in","value":[70,"500"]}""", "2 6")]
    [InlineData("""{"column":"budget","op":"gt","value":250.05}""", "1 2 5")]
    [InlineData("""{"column":"budget","op":"ge","value":"250.05"}""", "1 2 4 5")]
    [InlineData("""{"column":"budget","op":"lt","value":250.05}""", "6")]
    [InlineData("""{"column":"budget","op":"le","value":"$1,000.10"}""", "1 2 4 6")]
    [InlineData("""{"column":"budget","op":"eq","value":500.00}""", "2")]
    [InlineData("""{"column":"spent","op":"gt","other_column":"budget"}""", "1 6")]
    [InlineData("""{"column":"spent","op":"ge","other_column":"budget"}""", "1 4 6")]
    [InlineData("""{"column":"spent","op":"ne","other_column":"budget"}""", "1 2 5 6")]
    [InlineData("""{"column":"budget","op":"is_empty"}""", "3")]
    [InlineData("""{"column":"owner","op":"not_empty"}""", "1 2 3 5 6")]
    [InlineData("""{"column":"name","op":"contains","value":"ta"}""", "2 4 6")]
    [InlineData("""{"column":"name","op":"starts_with","value":"e"}""", "5")]
    [InlineData("""{"column":"name","op":"lt","value":"c"}""", "1 2")]
    [InlineData("""{"column":"due","op":"lt","value":"today"}""", "1 3")]
    [InlineData("""{"column":"due","op":"le","value":"2025-03-31"}""", "1 2 3 4")]
    [InlineData("""{"column":"due","op":"gt","value":"Mar 17 2025"}""", "2 6")]
    [InlineData("""{"column":"due","op":"eq","value":"2025-03"}""", "1 2 4")]
    [InlineData("""{"column":"due","op":"ge","value":"April 2025"}""", "6")]
    [InlineData("""{"column":"due","op":"lt","value":2025}""", "")]
    [InlineData("""{"column":"due","op":"ge","value":"-2d"}""", "1 2 4 6")]
    [InlineData("""{"column":"due","op":"within","value":"7d"}""", "1")]
    [InlineData("""{"column":"due","op":"within","value":"+7d"}""", "4")]
    [InlineData("""{"column":"due","op":"within","value":"this_week"}""", "1")]
    [InlineData("""{"column":"due","op":"within","value":"next week"}""", "4")]
    [InlineData("""{"column":"due","op":"within","value":"last_month"}""", "3")]
    [InlineData("""{"column":"due","op":"within","value":"this_quarter"}""", "1 2 3 4")]
    [InlineData("""{"column":"due","op":"within","value":"next_month"}""", "6")]
    [InlineData("""{"column":"due","op":"within","value":"this_year"}""", "1 2 3 4 6")]
    [InlineData("""{"any":[{"column":"status","op":"eq","value":"Blocked"},{"column":"due","op":"is_empty"}]}""", "5 6")]
    [InlineData("""{"any":[{"all":[{"column":"status","op":"eq","value":"Done"},{"column":"budget","op":"gt","value":600}]},{"column":"id","op":"eq","value":1}]}""", "1 5")]
    public async Task A_condition_keeps_the_rows_that_match(string condition, string ids)
        => Assert.Equal(ids, await Ids($"\"where\":[{condition}]"));

    [Theory]
    [InlineData("""{"column":"budget"}""", "6 4 2 1 5 3")]
    [InlineData("""{"column":"budget","desc":true}""", "5 1 2 4 6 3")]
    [InlineData("""{"column":"due"}""", "3 1 4 2 6 5")]
    [InlineData("""{"column":"due","desc":true}""", "6 2 4 1 3 5")]
    [InlineData("""{"column":"name","desc":true}""", "6 3 5 4 2 1")]
    [InlineData("""{"column":"owner"}""", "1 3 2 6 5 4")]
    [InlineData("""{"column":"status","first":["At risk","Blocked"]},{"column":"due"}""", "1 4 6 2 5 3")]
    [InlineData("""{"column":"status","first":["done"],"desc":true},{"column":"id","desc":true}""", "5 2 3 6 4 1")]
    [InlineData("""{"column":"due","first":["2025-03-31"]}""", "2 3 1 4 6 5")]
    public async Task Rows_are_sorted_stably_with_missing_values_last(string keys, string ids)
        => Assert.Equal(ids, await Ids($"\"sort\":[{keys}]"));

    [Theory]
    [InlineData("""{"by":["status"],"aggregates":[{"op":"count"}]}""",
        """[{"status":"At risk","count":2},{"status":"Done","count":2},{"status":"on track","count":1},{"status":"Blocked","count":1}]""")]
    [InlineData("""{"by":["owner"],"aggregates":[{"op":"sum","column":"budget","as":"total"}]}""",
        """[{"owner":"Ann","total":1000.1},{"owner":"Bob","total":570},{"owner":null,"total":250.05},{"owner":"Cid","total":3000}]""")]
    [InlineData("""{"aggregates":[{"op":"count"},{"op":"count","column":"budget"},{"op":"count_distinct","column":"owner"},{"op":"sum","column":"budget"}]}""",
        """[{"count":6,"count_budget":5,"count_distinct_owner":3,"sum_budget":4820.15}]""")]
    [InlineData("""{"aggregates":[{"op":"avg","column":"budget"},{"op":"median","column":"budget"},{"op":"min","column":"budget"},{"op":"max","column":"budget"}]}""",
        """[{"avg_budget":964.03,"median_budget":500,"min_budget":70,"max_budget":3000}]""")]
    [InlineData("""{"aggregates":[{"op":"median","column":"spent"},{"op":"min","column":"due"},{"op":"max","column":"due"},{"op":"max","column":"Name"}]}""",
        """[{"median_spent":325.025,"min_due":"2025-02-28","max_due":"2025-04-01","max_Name":"Zeta | Co"}]""")]
    [InlineData("""{"by":[{"column":"due","period":"month"}],"aggregates":[{"op":"count","as":"n"}]}""",
        """[{"month":"2025-03","n":3},{"month":"2025-02","n":1},{"month":null,"n":1},{"month":"2025-04","n":1}]""")]
    [InlineData("""{"by":[{"column":"due","period":"week","as":"w"}],"aggregates":[]}""",
        """[{"w":"2025-03-10"},{"w":"2025-03-31"},{"w":"2025-02-24"},{"w":"2025-03-17"},{"w":null}]""")]
    public async Task Groups_are_made_and_calculated_exactly(string group, string rows)
    {
        var value = await Query($"\"group\":{group}");
        Assert.Equal(rows, value.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task Nothing_to_group_still_gives_one_row_of_zeros()
    {
        var value = await Query(
            """
            "where":[{"column":"status","op":"eq","value":"gone"}],
            "group":{"aggregates":[{"op":"count"},{"op":"sum","column":"budget"},{"op":"avg","column":"budget"}]}
            """);
        Assert.Equal("""[{"count":0,"sum_budget":0,"avg_budget":null}]""", value.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task Work_is_done_in_the_order_where_group_sort_offset_limit_select()
    {
        var value = await Query(
            """
            "where":[{"column":"status","op":"ne","value":"Blocked"}],
            "group":{"by":["status"],"aggregates":[{"op":"sum","column":"spent","as":"sum"}]},
            "sort":[{"column":"sum","desc":true}],"offset":1,"limit":1,"select":["sum","status"]
            """);
        Assert.Equal("""[{"sum":1450.05,"status":"At risk"}]""", value.GetProperty("rows").GetRawText());
        Assert.Equal([1, 3, 6], Numbers(value, "count", "total", "read"));
        Assert.Equal("""[{"name":"sum","type":"number"},{"name":"status","type":"text"}]""", value.GetProperty("columns").GetRawText());
    }

    [Fact]
    public async Task Markdown_shows_cells_as_written_and_escapes_what_would_break_the_table()
    {
        _files["a.csv"] = "name,n,when\n\"a|b\",\"1,200.50\",3/14/2024\n\"two\nlines\",,2/1/2024\n";
        var value = await _bench.ValueAsync("table_query", """{"source":{"file":"a.csv"},"output":"markdown"}""");
        Assert.Equal(
            "| name | n | when |\n| --- | ---: | --- |\n| a\\|b | 1,200.50 | 2024-03-14 |\n| two<br>lines |  | 2024-02-01 |\n",
            value.GetProperty("markdown").GetString());
        Assert.False(value.TryGetProperty("rows", out _));
    }

    [Fact]
    public async Task Averages_are_rounded_where_people_read_them_only()
    {
        _files["a.csv"] = "n,m\n1,0.001\n2,0.002\n2,0.002\n";
        const string Group = """{"source":{"file":"a.csv"},"group":{"aggregates":[{"op":"avg","column":"n"},{"op":"avg","column":"m"}]},"output":"@"}""";
        var shown = await _bench.ValueAsync("table_query", Group.Replace('@', ' ').Replace("\" \"", "\"markdown\"", StringComparison.Ordinal));
        Assert.Contains("| 1.67 | 0.001667 |", shown.GetProperty("markdown").GetString(), StringComparison.Ordinal);
        var exact = await _bench.ValueAsync("table_query", Group.Replace("\"@\"", "\"rows\"", StringComparison.Ordinal));
        Assert.Equal("""[{"avg_n":1.66666666667,"avg_m":0.00166666666667}]""", exact.GetProperty("rows").GetRawText());
    }

    [Fact]
    public async Task Csv_quotes_what_needs_it()
    {
        var value = await Query("\"select\":[\"name\",\"budget\"],\"where\":[{\"column\":\"id\",\"op\":\"in\",\"value\":[3,4]}],\"output\":\"csv\"");
        Assert.Equal("Name,budget\nGamma,\n\"Delta, Inc.\",250.05\n", value.GetProperty("csv").GetString());
    }

    [Theory]
    [InlineData("""{"aggregates":[{"op":"sum","column":"spent"}]}""", "4980.04")]
    [InlineData("""{"aggregates":[{"op":"min","column":"due"}]}""", "\"2025-02-28\"")]
    public async Task A_scalar_is_one_value(string group, string expected)
    {
        var value = await Query($"\"group\":{group},\"output\":\"scalar\"");
        Assert.Equal(expected, value.GetProperty("scalar").GetRawText());
    }

    [Fact]
    public async Task Rows_at_hand_and_earlier_results_are_sources_too()
    {
        var inline = await _bench.ValueAsync(
            "table_query", """{"source":{"rows":[{"a":2,"x":{"deep":[1, 2]}},{"a":1},7]},"sort":[{"column":"a"}]}""");
        Assert.Equal("""[{"a":1,"x":null},{"a":2,"x":"{\"deep\":[1,2]}"}]""", inline.GetProperty("rows").GetRawText());
        Assert.Contains("row 3", inline.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);

        _bench.Results["found"] = inline;
        var chained = await _bench.ValueAsync("table_query", """{"source":{"result":"found"},"where":[{"column":"a","op":"gt","value":1}]}""");
        Assert.Equal(1, chained.GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("\"where\":[{\"column\":\"staus\",\"op\":\"eq\",\"value\":1}]", "where[0].column: there is no column 'staus'; did you mean 'status'?")]
    [InlineData("\"sort\":[{\"column\":\"zzz\"}]", "sort[0].column: there is no column 'zzz'; the columns are 'id', 'Name'")]
    [InlineData("\"select\":[\"nmae\"]", "select[0]: there is no column 'nmae'; did you mean 'Name'?")]
    [InlineData("\"select\":[\"id\",\"ID\"]", "select: the column 'id' is listed twice")]
    [InlineData("\"group\":{\"by\":[\"statsu\"]}", "group.by[0]: there is no column")]
    [InlineData("\"group\":{}", "group: by or aggregates is needed")]
    [InlineData("\"group\":{\"by\":[\"id\"],\"aggregates\":[{\"op\":\"total\",\"column\":\"id\"}]}", "group.aggregates[0].op: 'total' is not one of")]
    [InlineData("\"group\":{\"aggregates\":[{\"op\":\"sum\"}]}", "group.aggregates[0].column: is needed")]
    [InlineData("\"group\":{\"aggregates\":[{\"op\":\"sum\",\"column\":\"status\"}]}", "the column 'status' holds no numbers (line 2 has 'At risk')")]
    [InlineData("\"group\":{\"by\":[\"id\"],\"aggregates\":[{\"op\":\"count\",\"as\":\"id\"}]}", "two columns would be called 'id'")]
    [InlineData("\"where\":[{\"column\":\"budget\",\"op\":\"gt\",\"value\":\"lots\"}]", "where[0].value: 'lots' is not a number")]
    [InlineData("\"where\":[{\"column\":\"due\",\"op\":\"lt\",\"value\":\"soon\"}]", "where[0].value: 'soon' is not a date")]
    [InlineData("\"where\":[{\"column\":\"due\",\"op\":\"within\",\"value\":\"soon\"}]", "'soon' is not a span of time")]
    [InlineData("\"where\":[{\"column\":\"name\",\"op\":\"within\",\"value\":\"7d\"}]", "the column 'Name' holds no dates")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"equals\",\"value\":1}]", "where[0].op: 'equals' is not one of")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"eq\"}]", "where[0].value: is needed")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"eq\",\"value\":null}]", "use the op is_empty")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"eq\",\"value\":[1]}]", "use the op in")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"eq\",\"value\":1,\"other_column\":\"id\"}]", "either value or other_column")]
    [InlineData("\"where\":[{\"column\":\"id\",\"op\":\"lt\",\"other_column\":\"due\"}]", "different kinds of values")]
    [InlineData("\"where\":{\"column\":\"id\"}", "where: a list is needed here")]
    [InlineData("\"where\":[{\"any\":[],\"column\":\"id\"}]", "'any' stands alone")]
    [InlineData("\"were\":[]", "were: unknown field; did you mean 'where'?")]
    [InlineData("\"limit\":-1", "limit: a whole number from 0 to 100,000")]
    [InlineData("\"limit\":\"5\"", "limit: a whole number")]
    [InlineData("\"output\":\"html\"", "output: 'html' is not one of rows, markdown, list, csv, scalar")]
    [InlineData("\"output\":\"scalar\"", "scalar needs one column and at most one row")]
    public async Task What_does_not_fit_is_refused_by_its_path(string arguments, string message)
    {
        var error = await _bench.ErrorAsync("table_query", $"{{\"source\":{{\"file\":\"projects.csv\"}},{arguments}}}");
        Assert.Equal(ToolErrorCode.Invalid, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "source: is needed")]
    [InlineData("[]", "an object with named fields")]
    [InlineData("""{"source":{}}""", "exactly one of file, rows and result")]
    [InlineData("""{"source":{"file":"a.csv","rows":[]}}""", "exactly one of file, rows and result")]
    [InlineData("""{"source":{"result":"rows"}}""", "there is no earlier result 'rows'")]
    public async Task A_call_without_one_source_is_refused(string arguments, string message)
        => Assert.Contains(message, (await _bench.ErrorAsync("table_query", arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_word_among_numbers_is_named_only_when_numbers_are_needed()
    {
        _files["mixed.csv"] = "id,n\n1,10\n2,9\n3,100\n4,8\n5,lots\n6,7\n";
        var plain = await _bench.ValueAsync("table_query", """{"source":{"file":"mixed.csv"}}""");
        Assert.Equal(0, plain.GetProperty("warnings").GetArrayLength());

        var sorted = await _bench.ValueAsync("table_query", """{"source":{"file":"mixed.csv"},"sort":[{"column":"n"}]}""");
        Assert.Equal("6 4 2 1 3 5", IdsOf(sorted));

        var sum = await _bench.ValueAsync(
            "table_query", """{"source":{"file":"mixed.csv"},"group":{"aggregates":[{"op":"sum","column":"n"}]},"output":"scalar"}""");
        Assert.Equal(134, sum.GetProperty("scalar").GetDecimal());
        Assert.Equal("line 6: 'lots' in 'n' is not a number and was left out", sum.GetProperty("warnings")[0].GetString());
    }

    [Fact]
    public async Task Members_of_nested_objects_can_be_asked_for_by_their_path()
    {
        _files["quakes.json"] =
            """
            {"type":"FeatureCollection","bbox":[1,2],"features":[
              {"id":1,"properties":{"mag":4.5,"place":{"name":"A"}}},
              {"id":2,"properties":{"mag":6.1,"place":{"name":"B"}}},
              {"id":3,"properties":{"mag":null}},
              {"id":4}]}
            """;
        var value = await _bench.ValueAsync(
            "table_query",
            """{"source":{"file":"quakes.json"},"where":[{"column":"properties.mag","op":"gt","value":5}],"select":["id","properties.place.name"]}""");
        Assert.Equal("""[{"id":2,"properties.place.name":"B"}]""", value.GetProperty("rows").GetRawText());
        var error = await _bench.ErrorAsync("table_query", """{"source":{"file":"quakes.json"},"select":["mag"]}""");
        Assert.Contains("did you mean 'properties.mag'?", error.Message, StringComparison.Ordinal);

        var profile = await TableProfile.ReadAsync(_files, "quakes.json", TimeZoneInfo.Utc, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["id", "properties", "properties.mag", "properties.place.name"], profile.Columns.Select(column => column.Name));
        Assert.Equal(("4.5", "6.1", 2), (profile.Columns[2].Min, profile.Columns[2].Max, profile.Columns[2].Missing));
    }

    [Fact]
    public async Task Decimals_add_up()
    {
        _files["a.csv"] = "n\n" + string.Concat(Enumerable.Repeat("0.1\n", 1000));
        var value = await _bench.ValueAsync(
            "table_query", """{"source":{"file":"a.csv"},"group":{"aggregates":[{"op":"sum","column":"n"}]},"output":"scalar"}""");
        Assert.Equal("100", value.GetProperty("scalar").GetRawText());
    }

    [Fact]
    public async Task A_time_with_a_zone_counts_in_the_zone_of_the_call()
    {
        _files["a.csv"] = "id,at\n1,2025-03-11T22:30:00Z\n2,2025-03-11T23:30:00Z\n3,2025-03-12T23:30:00Z\n";
        var value = await _bench.ValueAsync("table_query", """{"source":{"file":"a.csv"},"where":[{"column":"at","op":"within","value":"today"}]}""");
        Assert.Equal("2", IdsOf(value));
    }

    [Fact]
    public async Task What_does_not_fit_into_one_result_is_cut_and_said_so()
    {
        _files["a.csv"] = "id,text\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{new string('x', 100)}\n"));
        var result = await _bench.CallAsync("table_query", """{"source":{"file":"a.csv"}}""");
        Assert.True(result.Truncated);
        var value = result.Value!.Value;
        Assert.True(value.GetRawText().Length < _bench["table_query"].Descriptor.OutputCap);
        Assert.Equal(value.GetProperty("rows").GetArrayLength(), value.GetProperty("count").GetInt32());
        Assert.Contains("of 20,000 rows fit", value.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> Query(string arguments)
        => _bench.ValueAsync("table_query", $"{{\"source\":{{\"file\":\"projects.csv\"}},{arguments}}}");

    private async Task<string> Ids(string arguments) => IdsOf(await Query(arguments));

    private static string IdsOf(JsonElement value)
        => string.Join(' ', value.GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("id").GetInt32().ToString(CultureInfo.InvariantCulture)));

    private static int[] Numbers(JsonElement value, params string[] names) => [.. names.Select(name => value.GetProperty(name).GetInt32())];
}
