using System.Text;
using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Tools.Files;

public sealed class FileToolTests
{
    private readonly MemoryWorkspace _files = new();
    private readonly ToolBench _bench;

    public FileToolTests() => _bench = new(_files);

    [Theory]
    [InlineData("""{"file_path":"a.txt"}""", "1\n2\n3\n4", 4, false)]
    [InlineData("""{"file_path":"./a.txt","offset":2,"limit":2}""", "2\n3\n", 4, true)]
    [InlineData("""{"file_path":"a.txt","offset":4}""", "4", 4, false)]
    [InlineData("""{"file_path":"empty.txt"}""", "", 0, false)]
    public async Task Read_gives_the_lines_asked_for(string arguments, string text, int lines, bool truncated)
    {
        _files["a.txt"] = "1\n2\n3\n4";
        _files["empty.txt"] = "";
        var value = await _bench.ValueAsync("Read", arguments);
        Assert.Equal(text, value.GetProperty("text").GetString());
        Assert.Equal((lines, truncated), (value.GetProperty("lines").GetInt32(), value.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task Read_stops_at_2000_lines_and_at_256_KB()
    {
        _files["lines.txt"] = string.Concat(Enumerable.Range(1, 2_500).Select(i => $"{i}\n"));
        _files["wide.txt"] = string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 400));
        _files["one.txt"] = new string('é', 400_000);
        var lines = await _bench.ValueAsync("Read", """{"file_path":"lines.txt"}""");
        Assert.EndsWith("\n2000\n", lines.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2_500, lines.GetProperty("lines").GetInt32());
        foreach (var file in (string[])["wide.txt", "one.txt"])
        {
            var result = await _bench.CallAsync("Read", $"{{\"file_path\":\"{file}\"}}");
            Assert.True(result.Truncated);
            Assert.InRange(Encoding.UTF8.GetByteCount(result.Value!.Value.GetProperty("text").GetString()!), 100_000, 256 * 1024);
        }
    }

    [Theory]
    [InlineData("""{"file_path":"nots.md"}""", ToolErrorCode.NotFound, "did you mean 'notes.md'?")]
    [InlineData("""{"file_path":"pic.png"}""", ToolErrorCode.Invalid, "is a PNG picture")]
    [InlineData("""{"file_path":"blob"}""", ToolErrorCode.Invalid, "not a text file")]
    [InlineData("""{"file_path":"notes.md","offset":9}""", ToolErrorCode.Invalid, "offset: 'notes.md' has only 1 lines")]
    [InlineData("""{"file_path":"notes.md","offset":0}""", ToolErrorCode.Invalid, "offset: a whole number from 1")]
    [InlineData("""{"file_path":"../etc/passwd"}""", ToolErrorCode.Forbidden, "leads out of it")]
    [InlineData("""{"file_path":"/etc/passwd"}""", ToolErrorCode.Forbidden, "agent's own folder")]
    [InlineData("""{"path":"notes.md"}""", ToolErrorCode.Invalid, "path: unknown field; did you mean 'file_path'?")]
    [InlineData("""{"file_path":5}""", ToolErrorCode.Invalid, "file_path: a text is needed here")]
    [InlineData("{}", ToolErrorCode.Invalid, "file_path: is needed")]
    public async Task Read_says_what_is_wrong(string arguments, ToolErrorCode code, string message)
    {
        _files["notes.md"] = "x";
        _files.Put("pic.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 1]);
        _files.Put("blob", [1, 0, 2]);
        var error = await _bench.ErrorAsync("Read", arguments);
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_creates_and_replaces()
    {
        var first = await _bench.ValueAsync("Write", """{"file_path":"output/a.md","content":"é"}""");
        Assert.Equal("""{"file_path":"output/a.md","bytes":2,"created":true}""", first.GetRawText());
        var second = await _bench.ValueAsync("Write", """{"file_path":"./output/a.md","content":""}""");
        Assert.Equal("""{"file_path":"output/a.md","bytes":0,"created":false}""", second.GetRawText());
        Assert.Equal("", _files["output/a.md"]);
    }

    [Theory]
    [InlineData("""{"file_path":"skills/x/SKILL.md","content":"x"}""", ToolErrorCode.Forbidden)]
    [InlineData("""{"file_path":"./skills/x","content":"x"}""", ToolErrorCode.Forbidden)]
    [InlineData("""{"file_path":"../x","content":"x"}""", ToolErrorCode.Forbidden)]
    [InlineData("""{"file_path":"x"}""", ToolErrorCode.Invalid)]
    public async Task Write_refuses_what_is_not_the_agents_to_write(string arguments, ToolErrorCode code)
        => Assert.Equal(code, (await _bench.ErrorAsync("Write", arguments)).Code);

    [Fact]
    public async Task Write_has_a_largest_size()
    {
        var arguments = $"{{\"file_path\":\"a\",\"content\":\"{new string('x', (5 * 1024 * 1024) + 1)}\"}}";
        Assert.Contains("one file may have 5 MB", (await _bench.ErrorAsync("Write", arguments)).Message, StringComparison.Ordinal);
        Assert.False(_files.Has("a"));
    }

    [Theory]
    [InlineData("one two two", "one", "1", false, "1 two two", 1)]
    [InlineData("one two two", "two", "2", true, "one 2 2", 2)]
    [InlineData("\uFEFFone", "one", "1", false, "\uFEFF1", 1)]
    [InlineData("$1 (x)", "$1 (x)", "$2", false, "$2", 1)]
    public async Task Edit_replaces_exact_text(string before, string old, string replacement, bool all, string after, int count)
    {
        _files["a.txt"] = before;
        var value = await _bench.ValueAsync("Edit", Arguments(old, replacement, all));
        Assert.Equal(after, _files["a.txt"]);
        Assert.Equal(count, value.GetProperty("replacements").GetInt32());
    }

    [Theory]
    [InlineData("two", "2", "this text is 2 times in 'a.txt'")]
    [InlineData("three", "3", "this text is not in 'a.txt'")]
    [InlineData("one", "one", "nothing would change")]
    [InlineData("", "x", "is empty")]
    public async Task Edit_never_guesses(string old, string replacement, string message)
    {
        _files["a.txt"] = "one two two";
        Assert.Contains(message, (await _bench.ErrorAsync("Edit", Arguments(old, replacement, false))).Message, StringComparison.Ordinal);
        Assert.Equal("one two two", _files["a.txt"]);
    }

    [Theory]
    [InlineData("""{"pattern":"*.csv"}""", "a.csv")]
    [InlineData("""{"pattern":"**/*.csv"}""", "data/deep/c.csv data/b.csv a.csv")]
    [InlineData("""{"pattern":"*.csv","path":"data"}""", "data/b.csv")]
    [InlineData("""{"pattern":"**","path":"data/"}""", "data/x.json data/deep/c.csv data/b.csv")]
    [InlineData("""{"pattern":"data/*.{csv,json}"}""", "data/x.json data/b.csv")]
    [InlineData("""{"pattern":"[!b-z].csv"}""", "a.csv")]
    [InlineData("""{"pattern":"data/?.csv"}""", "data/b.csv")]
    [InlineData("""{"pattern":"*.md"}""", "")]
    [InlineData("""{"pattern":"DATA/*"}""", "")]
    public async Task Glob_lists_what_matches_newest_first(string arguments, string paths)
    {
        _files["a.csv"] = _files["data/b.csv"] = _files["data/deep/c.csv"] = _files["data/x.json"] = "x";
        _files["a.csv"] = "";
        _files["data/b.csv"] = "";
        _files["data/deep/c.csv"] = "";
        _files["data/x.json"] = "";
        var value = await _bench.ValueAsync("Glob", arguments);
        Assert.Equal(paths, string.Join(' ', value.GetProperty("paths").EnumerateArray().Select(path => path.GetString())));
    }

    [Theory]
    [InlineData("Glob", """{"pattern":"../*"}""", ToolErrorCode.Invalid)]
    [InlineData("Glob", """{"pattern":"/etc/*"}""", ToolErrorCode.Invalid)]
    [InlineData("Glob", """{"pattern":"{a,b"}""", ToolErrorCode.Invalid)]
    [InlineData("Glob", """{"pattern":"*","path":"dta"}""", ToolErrorCode.NotFound)]
    [InlineData("Glob", """{"pattern":"*","path":"../x"}""", ToolErrorCode.Forbidden)]
    [InlineData("Grep", """{"pattern":"(a"}""", ToolErrorCode.Invalid)]
    [InlineData("Grep", """{"pattern":"(a)\\1"}""", ToolErrorCode.Invalid)]
    [InlineData("Grep", """{"pattern":"a","output_mode":"lines"}""", ToolErrorCode.Invalid)]
    public async Task Searches_refuse_what_they_cannot_do(string tool, string arguments, ToolErrorCode code)
    {
        _files["data/a.csv"] = "x";
        Assert.Equal(code, (await _bench.ErrorAsync(tool, arguments)).Code);
    }

    [Theory]
    [InlineData("""{"pattern":"risk"}""", """{"matches":[{"file":"a.md","line":2,"text":"at risk"}],"count":1""")]
    [InlineData("""{"pattern":"RISK","ignore_case":true,"output_mode":"count"}""", """{"counts":[{"file":"a.md","count":1},{"file":"d/b.md","count":2}],"count":3""")]
    [InlineData("""{"pattern":"(?i)risk$","output_mode":"files_with_matches"}""", """{"files":["a.md","d/b.md"],"count":2""")]
    [InlineData("""{"pattern":"^Risk","path":"d"}""", """{"matches":[{"file":"d/b.md","line":1,"text":"Risk"}],"count":1""")]
    [InlineData("""{"pattern":"risk","path":"a.md","output_mode":"count"}""", """{"counts":[{"file":"a.md","count":1}],"count":1""")]
    [InlineData("""{"pattern":"isk","glob":"b.*"}""", """{"matches":[{"file":"d/b.md","line":1,"text":"Risk"}],"count":1""")]
    public async Task Grep_finds_lines(string arguments, string expected)
    {
        _files["a.md"] = "all good\r\nat risk\r\n";
        _files["d/b.md"] = "Risk\nRISK";
        _files.Put("e.bin", [0, 1]);
        Assert.StartsWith(expected, (await _bench.ValueAsync("Grep", arguments)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grep_gives_500_matches_at_most()
    {
        _files["a.txt"] = string.Concat(Enumerable.Repeat("x\n", 600));
        var result = await _bench.CallAsync("Grep", """{"pattern":"x"}""");
        Assert.True(result.Truncated);
        Assert.Equal(500, result.Value!.Value.GetProperty("matches").GetArrayLength());
    }

    [Theory]
    [InlineData("Write", """{"file_path":"output/r.md","content":"é"}""", "would write 2 bytes to the file output/r.md")]
    [InlineData("Edit", """{"file_path":"a.md","old_string":"x","new_string":"y"}""", "would change the file a.md: replace \"x\" by \"y\"")]
    [InlineData("Write", "{}", "would write a file")]
    public void A_prediction_says_what_would_be_written(string tool, string arguments, string sentence)
        => Assert.Equal(sentence, _bench[tool].Predict(JsonElement.Parse(arguments)));

    private static string Arguments(string old, string replacement, bool all)
        => $"{{\"file_path\":\"a.txt\",\"old_string\":\"{old}\",\"new_string\":\"{replacement}\",\"replace_all\":{(all ? "true" : "false")}}}";
}
