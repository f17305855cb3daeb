using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Offline;

/// <summary>The offline model carries out skills in the documented step form, through the runner.</summary>
public sealed class OfflineSkillTests
{
    private const string Report =
        """
        ## Steps

        1. Read the projects with `table_query`.

           ```json
           {"source": {"file": "$source"}, "limit": 3, "output": "markdown"}
           ```
           -> rows

        2. Save the report with `Write`.

           ```json
           {"file_path": "output/${DATE}.md", "content": "# Report\n\n{{rows.markdown}}\n{{rows.columns}}, first {{rows.columns[0].name}}"}
           ```
           -> saved

        ## Result

        ```json
        {"text": "{{rows.markdown}}", "file": "{{saved.file_path}}", "count": "{{rows.count}}", "all": "{{rows.columns}}", "kept": [true, 1.50, null]}
        ```
        """;

    private readonly ListLog _log = new();

    [Fact]
    public async Task Steps_are_carried_out_in_order_with_results_passed_on_by_name()
    {
        var table = Table("""{"columns":[{"name":"due","type":"date"}],"count":12,"markdown":"| a |\n| \"q\" $DATE {{x.y}} |"}""");
        var skill = Runs.Skill("report", body: Report) with { Config = Runs.Json("""{"source":"p \"1\".csv"}""") };
        var request = Runs.Request(new OfflineChatClient(), [skill], table, FakeTool.Write());

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Null(outcome.Failure);
        var text = "| a |\n| \"q\" $DATE {{x.y}} |";
        Assert.Equal(text, outcome.Result!["text"]!.GetValue<string>());
        Assert.Equal(
            """{"file":"output/2026-03-02.md","count":12,"all":[{"name":"due","type":"date"}],"kept":[true,1.50,null]}""",
            Without(outcome, "text"));
        Assert.Equal("p \"1\".csv", Runs.Json(table.Calls[0].Arguments)["source"]!["file"]!.GetValue<string>());
        Assert.Equal(
            $"# Report\n\n{text}\n[{{\"name\":\"due\",\"type\":\"date\"}}], first due",
            ((MemoryWorkspace)request.Workspace).Text("output/2026-03-02.md"));
        Assert.Equal("offline", outcome.Usage.Provider);
        Assert.Equal((3, 2, 0L), (outcome.Usage.ModelCalls, outcome.Usage.ToolCalls, outcome.Usage.InputTokens + outcome.Usage.OutputTokens));
        Assert.Equal(_log.Of<MessageCompleted>().Single().Text, string.Concat(_log.Deltas.Select(d => d.Text)));
        Assert.True(_log.Deltas.Count > 1);
    }

    [Fact]
    public async Task The_input_and_a_whole_object_are_passed_on_with_their_types()
    {
        var echo = new FakeTool("table_query", ToolClass.Pure, """{"type":"object"}""", (a, _, _) => Task.FromResult(ToolResult.Of(a)));
        var skill = Runs.Skill("pass", body: Steps("""{"rows": "{{input.rows}}", "n": "{{ input.rows.1.n }}", "text": "n={{input.rows[1].n}}, none={{input.none}}."}"""));

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [skill], echo) with { Input = Runs.Json("""{"rows":[{"n":1},{"n":2.50}],"none":null}""") }, _log);

        Assert.Equal("""{"rows":[{"n":1},{"n":2.50}],"n":2.50,"text":"n=2.50, none=."}""", outcome.Result!.ToJsonString());
    }

    [Fact]
    public async Task Without_a_result_section_the_last_bound_result_is_the_output()
    {
        var table = Table("""{"count":2}""");

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [Runs.Skill("count", body: Steps("{}"))], table), _log);

        Assert.Equal("""{"count":2}""", outcome.Result!.ToJsonString());
    }

    [Theory]
    [InlineData("Summarise what happened this week in a friendly tone.", "language model")]
    [InlineData("## Steps\n\n1. Read it with `Read`.\n", "language model")]
    [InlineData("## Steps\n\n1. Ask `table_query`.\n\n   ```json\n   {}\n   ```\n2. Then `Read` it.\n", "line 8")]
    [InlineData("## Steps\n\n1. Read it with `table_query`.\n\n   ```json\n   {\"a\": }\n   ```\n", "line 6")]
    public async Task What_only_a_language_model_can_follow_fails_and_says_so(string body, string said)
    {
        var outcome = await Runs.RunAsync(Runs.Request(new OfflineChatClient(), [Runs.Skill("free", body: body)], Table("{}")), _log);

        Assert.Equal((RunEnd.Failed, "STEP_FAILED"), (outcome.End, outcome.StopReason));
        Assert.Equal(("LANGUAGE_MODEL_NEEDED", false), (outcome.Failure!.Reason, outcome.Failure.Retryable));
        Assert.Contains(said, outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("language model", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Null(outcome.Result);
    }

    [Fact]
    public async Task A_failed_tool_fails_the_step_with_the_tools_own_words()
    {
        var table = FakeTool.Answering("table_query", ToolClass.Read, ToolResult.Fail(ToolErrorCode.NotFound, "There is no file 'a.csv'."));

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [Runs.Skill("report", body: Report)], table, FakeTool.Write()), _log);

        Assert.Equal(("TOOL_FAILED", "table_query", RunFailureCategory.Tool), (outcome.Failure!.Reason, outcome.Failure.Tool, outcome.Failure.Category));
        Assert.Contains("There is no file 'a.csv'.", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{rows.total}}", "rows.total")]
    [InlineData("up to {{rows.columns[3].name}}", "rows.columns.3.name")]
    [InlineData("{{input.week}}", "input.week")]
    public async Task A_placeholder_that_leads_nowhere_fails_the_step(string placeholder, string named)
    {
        var body = $"{Steps("{}").Trim()}\n\n## Result\n\n```json\n{{\"a\": \"{placeholder}\"}}\n```\n";

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [Runs.Skill("count", body: body)], Table("""{"columns":[]}""")), _log);

        Assert.Equal("TOOL_FAILED", outcome.Failure!.Reason);
        Assert.Contains($"\"{named}\"", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_step_is_left_out_and_named_and_the_run_goes_on()
    {
        var write = FakeTool.Write();
        var body = Report.Replace("\"file\": \"{{saved.file_path}}\", ", "", StringComparison.Ordinal);
        var skill = Runs.Skill("report", body: body, tools: "table_query");

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [skill], Table("""{"columns":[{"name":"a"}],"count":1,"markdown":"x"}"""), write), _log);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Empty(write.Calls);
        Assert.Equal("Write", Assert.Single(_log.Of<ToolDenied>()).Tool);
        Assert.StartsWith("Step 2 was not allowed.", outcome.Result!["refused"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_needs_a_refused_step_fails()
    {
        var skill = Runs.Skill("report", body: Report, tools: "table_query");

        var outcome = await Runs.RunAsync(
            Runs.Request(
                new OfflineChatClient(), [skill], Table("""{"columns":[{"name":"a"}],"count":1,"markdown":"x"}"""), FakeTool.Write()),
            _log);

        Assert.Equal(RunEnd.Failed, outcome.End);
        Assert.Contains("needs step 2, which was not allowed", outcome.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_result_is_cut_for_the_log_but_passed_on_whole()
    {
        var markdown = new string('x', 10_000);
        var table = new FakeTool(
            "table_query",
            ToolClass.Read,
            """{"type":"object"}""",
            (_, _, _) => Task.FromResult(FakeTool.Value($$"""{"markdown":"{{markdown}}","columns":[{"name":"a"}],"count":1}""")),
            outputCap: 2_000);

        var outcome = await Runs.RunAsync(
            Runs.Request(new OfflineChatClient(), [Runs.Skill("report", body: Report)], table, FakeTool.Write()), _log);

        Assert.Equal(markdown, outcome.Result!["text"]!.GetValue<string>());
        Assert.True(_log.Of<ToolFinished>()[0].Truncated);
        Assert.True(_log.Of<ToolFinished>()[0].Result!.ToJsonString().Length < 2_000);
    }

    private static FakeTool Table(string value) => FakeTool.Answering("table_query", ToolClass.Pure, FakeTool.Value(value));

    private static string Steps(string arguments)
        => $"## Steps\n\n1. Ask with `table_query`.\n\n   ```json\n   {arguments}\n   ```\n   -> rows\n";

    private static string Without(RunOutcome outcome, string key)
    {
        var copy = Runs.Json(outcome.Result!.ToJsonString());
        copy.Remove(key);
        return copy.ToJsonString();
    }
}
