using System.Text.Json;
using System.Xml.Linq;

namespace OmniForge.Cli.Tests.Lint;

public sealed class ReportTests : IDisposable
{
    // Two columns of a terminal, one code point, two UTF-16 units and four bytes stand before the wrong tool.
    private const string Wide = "---\nname: good\ndescription: Writes a report.\nallowed-tools: \"👍 Raed\"\n---\nWrite it.\n";

    private readonly LintCalls _calls = new();

    [Fact]
    public async Task Json_counts_every_place_in_bytes_in_UTF16_and_in_code_points()
    {
        _calls.Skill("a, b: 100%/good/SKILL.md", "\uFEFF" + Wide);

        var answer = await _calls.RunAsync("lint", "--format", "json", "--profile", "claude-code", "--fail-on", "warning");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal(1, answer.Code);
        Assert.Equal(1, json.RootElement.GetProperty("schemaVersion").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("exitCode").GetInt32());
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal("a, b: 100%/good/SKILL.md", file.GetProperty("path").GetString());
        var finding = file.GetProperty("findings").EnumerateArray().Single(one => one.GetProperty("message").GetString()!.Contains("Raed", StringComparison.Ordinal));
        Assert.Equal("allowed-tools", finding.GetProperty("field").GetString());
        var start = finding.GetProperty("start");
        Assert.Equal(
            (4, 19, 20, 64, 69),
            (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32(), start.GetProperty("utf16Column").GetInt32(),
                start.GetProperty("utf16Offset").GetInt32(), start.GetProperty("byteOffset").GetInt32()));
        Assert.Equal("Read", finding.GetProperty("fixes")[0].GetProperty("edits")[0].GetProperty("text").GetString());
        Assert.Matches("^[0-9a-f]{32}$", finding.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public async Task Json_on_standard_output_stays_json_when_something_is_missing()
    {
        var answer = await _calls.RunAsync("lint", "nowhere", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        Assert.Equal((2, 2), (answer.Code, json.RootElement.GetProperty("summary").GetProperty("exitCode").GetInt32()));
        Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Sarif_holds_rules_places_fixes_and_fingerprints()
    {
        _calls.Skill("a b/good/SKILL.md", Wide);

        var answer = await _calls.RunAsync("lint", "--format", "sarif", "--profile", "claude-code");

        using var json = JsonDocument.Parse(answer.Output);
        var run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal(("2.1.0", "utf16CodeUnits"), (json.RootElement.GetProperty("version").GetString(), run.GetProperty("columnKind").GetString()));
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            Assert.NotEmpty(result.GetProperty("partialFingerprints").EnumerateObject());
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.Equal("a%20b/good/SKILL.md", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
            Assert.True(place.GetProperty("region").GetProperty("endColumn").GetInt32() >= 1);
        }

        var fix = run.GetProperty("results").EnumerateArray().First(result => result.TryGetProperty("fixes", out _)).GetProperty("fixes")[0];
        var replacement = fix.GetProperty("artifactChanges")[0].GetProperty("replacements")[0];
        Assert.Equal(20, replacement.GetProperty("deletedRegion").GetProperty("startColumn").GetInt32());
        Assert.Equal("Read", replacement.GetProperty("insertedContent").GetProperty("text").GetString());
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
    }

    [Fact]
    public async Task Annotations_are_escaped()
    {
        _calls.Skill("a,b:c%/good/SKILL.md", "---\nname: good\ndescription: x\nmodle: 1\n---\nDo it.\n");

        var answer = await _calls.RunAsync("lint", "--format", "github");

        Assert.StartsWith("::warning file=a%2Cb%3Ac%25/good/SKILL.md,line=4,col=1,endLine=4,endColumn=6,title=OF3003::", answer.Output, StringComparison.Ordinal);
        Assert.Single(answer.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Test_results_are_XML_with_one_suite_per_file()
    {
        _calls.Skill("a/good/SKILL.md");
        _calls.Skill("b<&>\"/good/SKILL.md", "---\nname: \"Wrong\u0001 <\"\n---\nDo it.\n");

        var answer = await _calls.RunAsync("lint", "--format", "junit");

        var suites = XDocument.Parse(answer.Output).Root!.Elements("testsuite").ToList();
        Assert.Equal(["a/good/SKILL.md", "b<&>\"/good/SKILL.md"], suites.Select(suite => suite.Attribute("name")!.Value));
        Assert.Empty(suites[0].Descendants("failure"));
        Assert.Equal(suites[1].Attribute("failures")!.Value, $"{suites[1].Descendants("failure").Count()}");
        Assert.NotEmpty(suites[1].Descendants("failure"));
    }

    public void Dispose() => _calls.Dispose();
}
