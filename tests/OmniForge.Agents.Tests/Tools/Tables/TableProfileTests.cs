using System.Text;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Tests.Tools.Tables;

public sealed class TableProfileTests
{
    private readonly MemoryWorkspace _files = new();

    [Theory]
    [InlineData("number", "1", "-2.5", ".5", "1e3", "1,234.50")]
    [InlineData("number", "$1,200", "$3", "-$4.50")]
    [InlineData("number", "45%", "3%")]
    [InlineData("number", "12", "-", "NA", "n/a", "none")]
    [InlineData("text", "00501", "12345")]
    [InlineData("text", "$5", "€5")]
    [InlineData("text", "45%", "0.45")]
    [InlineData("text", "1,23", "4")]
    [InlineData("text", "12", "twelve")]
    [InlineData("text", "none", "None")]
    [InlineData("bool", "true", "FALSE", "", "True")]
    [InlineData("text", "yes", "no")]
    [InlineData("date", "2025-03-04", "2025/3/4")]
    [InlineData("date", "Jun 12 1998", "June 1, 2001", "Sept 3 1999")]
    [InlineData("date", "12-Jun-98", "1 May 2020", "Mon, 4 May 2020")]
    [InlineData("date", "13/4/2025", "1/2/2025")]
    [InlineData("date", "4/13/2025", "1/2/2025", "Unknown")]
    [InlineData("text", "13/4/2025", "4/13/2025")]
    [InlineData("date", "4.3.2025", "31.12.25")]
    [InlineData("text", "31.2.2025", "1.2.2025")]
    [InlineData("text", "2025-13-01", "2025-01-01")]
    [InlineData("datetime", "2001/01/01 00:47", "2001/01/02")]
    [InlineData("datetime", "2000-01-01T08:00:00.000Z", "2010-01-01T01:00:00+02:00")]
    [InlineData("datetime", "3/14/2024 2:30 PM", "3/14/2024 12:05 AM")]
    [InlineData("text", "2001/01/01 25:47")]
    [InlineData("text", "v1", "12")]
    public async Task The_cells_of_a_column_decide_its_type(string type, params string[] cells)
    {
        _files["a.csv"] = "key,x\n" + string.Concat(cells.Select((cell, i) => $"{i},\"{cell}\"\n"));
        Assert.Equal(type, (await Read("a.csv")).Columns[1].Type.ToString().ToLowerInvariant());
    }

    [Theory]
    [InlineData("day\n13/4/2025\n1/2/2025\n", "2025-02-01", "2025-04-13")]
    [InlineData("day\n4/13/2025\n1/2/2025\n", "2025-01-02", "2025-04-13")]
    [InlineData("day\n31.12.49\n1.1.50\n", "1950-01-01", "2049-12-31")]
    [InlineData("sum\n\"1,234.50\"\n-7\n.5\n", "-7", "1234.5")]
    [InlineData("a;sum\nx;1.234,50\nx;-7\nx;3,5\n", "-7", "1234.5")]
    [InlineData("sum\n12345678901234567890.5\n0.1\n", "0.1", "12345678901234567890.5")]
    public async Task The_least_and_the_greatest_value_are_given_in_one_form(string csv, string min, string max)
    {
        _files["a.csv"] = csv;
        var column = (await Read("a.csv")).Columns[^1];
        Assert.Equal((min, max), (column.Min, column.Max));
    }

    [Fact]
    public async Task A_time_with_a_zone_is_read_in_the_zone_of_the_call()
    {
        _files["a.csv"] = "at\n2025-07-01T23:30:00Z\n";
        var rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");
        var profile = await TableProfile.ReadAsync(_files, "a.csv", rome, TestContext.Current.CancellationToken);
        Assert.Equal(ColumnType.DateTime, profile.Columns[0].Type);
    }

    [Fact]
    public async Task Short_distinct_words_are_listed_by_frequency_and_many_or_long_ones_are_not()
    {
        string Row(int i) => $"{(i % 3 == 0 ? "Done" : "At risk")},n{i},m{i % 500},{new string('x', 41)}\n";
        _files["a.csv"] = "status,id,model,notes\n" + string.Concat(Enumerable.Range(0, 501).Select(Row));
        var profile = await Read("a.csv");
        Assert.Equal(["At risk", "Done"], profile.Columns[0].Values);
        Assert.Empty(profile.Columns[1].Values);
        Assert.Equal(500, profile.Columns[2].Values.Count);
        Assert.Empty(profile.Columns[3].Values);
        Assert.Equal(501, profile.Rows);
    }

    [Fact]
    public async Task Missing_values_are_counted()
    {
        _files["a.csv"] = "n,t\n1,a\n,b\nNA,\nn/a,N/A\n?,x\n";
        var profile = await Read("a.csv");
        Assert.Equal([4, 2], profile.Columns.Select(column => column.Missing));
        Assert.Contains(profile.Warnings, warning => warning.Contains("'?'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n4,5,6\n7,8\n", 2, "line 3 has 1 cells instead of 2", "line 4 has 3 cells instead of 2")]
    [InlineData("a,b\r\n\"x\r\ny\",2\r\n3\r\n", 1, "line 4 has 1 cells")]
    [InlineData("a,b\n\"never closed,2\n3,4\n5,6\n", 2, "line 2 has a quotation mark in the wrong place")]
    [InlineData("a,b\n\"x\"y,2\n3,4\n", 1, "line 2 has a quotation mark")]
    [InlineData("a,a,\n1,2,3\n", 1, "more than one column is called 'a'", "column 3 has no name")]
    public async Task Rows_that_do_not_fit_are_left_out_and_named(string csv, int rows, params string[] warnings)
    {
        _files["a.csv"] = csv;
        var profile = await Read("a.csv");
        Assert.Equal(rows, profile.Rows);
        Assert.All(warnings, warning => Assert.Contains(profile.Warnings, found => found.Contains(warning, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a.csv", "a;b\n1;2\n")]
    [InlineData("a.tsv", "a\tb\n1\t2\n")]
    [InlineData("a.csv", "\uFEFFa,b\r\n1,2\r\n")]
    [InlineData("a.txt", "a|b\r1|2\r")]
    [InlineData("a.csv", "sep=;\r\na;b\r\n1;2\r\n")]
    [InlineData("a.csv", "sep=,\n\na,b\n1,2")]
    [InlineData("a.csv", "\n\n\"a\",\"b\"\n\n1,2\n\n")]
    [InlineData("a.json", """[{"a":1,"b":2}]""")]
    [InlineData("a.json", """{"note":"x","tags":["t"],"rows":[{"a":1,"b":2}]}""")]
    [InlineData("a.jsonl", "{\"a\":1,\"b\":2}\r\n\r\n")]
    public async Task Tables_come_in_many_forms(string file, string text)
    {
        _files[file] = text;
        var profile = await Read(file);
        Assert.Equal(["a", "b"], profile.Columns.Select(column => column.Name));
        Assert.All(profile.Columns, column => Assert.Equal(ColumnType.Number, column.Type));
        Assert.Equal((1, "2"), (profile.Rows, profile.Columns[1].Max));
    }

    [Fact]
    public async Task Other_encodings_are_recognised()
    {
        _files.Put("utf16.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a\tb\nÖl\t2\n")]);
        _files.Put("latin.csv", Encoding.Latin1.GetBytes("a,b\nÖl,2\n"));
        Assert.Equal(["Öl"], (await Read("utf16.csv")).Columns[0].Values);
        var latin = await Read("latin.csv");
        Assert.Equal(["Öl"], latin.Columns[0].Values);
        Assert.Contains("not saved as UTF-8", Assert.Single(latin.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "", "is empty")]
    [InlineData("a.json", "{\"a\":", "is damaged on line 1")]
    [InlineData("a.json", "{\"a\":1}", "holds no list of rows")]
    [InlineData("a.json", "[1,2]", "not of objects")]
    [InlineData("a.json", """{"nodes":[{"a":1}],"links":[{"a":1}]}""", "'nodes', 'links'")]
    [InlineData("a.jsonl", "hello\n", "no line of 'a.jsonl'")]
    [InlineData("a.xlsx", "x", "save it as a csv")]
    [InlineData("a.csv", "a\0b", "not a text file")]
    public async Task What_is_no_table_says_so(string file, string text, string message)
    {
        _files[file] = text;
        var refused = await Assert.ThrowsAsync<TableUnreadableException>(() => Read(file));
        Assert.Equal(ToolErrorCode.Invalid, refused.Code);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_names_the_nearest_ones()
    {
        _files["data/projects.csv"] = "a\n1\n";
        _files["notes.md"] = "x";
        var refused = await Assert.ThrowsAsync<TableUnreadableException>(() => Read("project.csv"));
        Assert.Equal(ToolErrorCode.NotFound, refused.Code);
        Assert.Contains("did you mean 'data/projects.csv'?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_rows_or_columns_are_refused()
    {
        _files["rows.csv"] = "a\n" + string.Concat(Enumerable.Repeat("1\n", 100_001));
        _files["columns.csv"] = string.Join(',', Enumerable.Range(0, 201)) + "\n";
        foreach (var (file, limit) in new[] { ("rows.csv", "100,000 rows"), ("columns.csv", "200 columns") })
        {
            var refused = await Assert.ThrowsAsync<TableUnreadableException>(() => Read(file));
            Assert.Contains(limit, refused.Message, StringComparison.Ordinal);
        }
    }

    private Task<TableProfile> Read(string path)
        => TableProfile.ReadAsync(_files, path, TimeZoneInfo.Utc, TestContext.Current.CancellationToken);
}
