using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Offline;

/// <summary>The same body leads to the same calls, whether it is executed literally or read by a model.</summary>
public sealed class SameCallsTests
{
    public static TheoryData<string> Bodies =>
    [
        """
        Lists late projects for the Monday meeting. Put what is at risk first.

        ## Steps

        1. Read the projects and keep the late ones with `table_query`.

           ```json
           {"source": {"file": "projects.csv"}, "where": [{"column": "status", "op": "ne", "value": "Done"}], "limit": 20}
           ```
           -> rows

        2. Save the report with `Write`.

           ```json
           {"file_path": "output/report-${DATE}.md", "content": "# Report of ${DATE}\n\n{{rows.markdown}}\n{{rows.count}} rows"}
           ```
           -> saved

        ## Result

        ```json
        {"text": "{{rows.markdown}}", "file": "{{saved.file_path}}", "rows": "{{rows.count}}"}
        ```
        """,
        """
        ## Steps

        1. Take the rows that came in and count them by `$group` with `table_query`.

           ```json
           {"source": {"rows": "{{input.rows}}"}, "group": {"by": ["$group"]}}
           ```
           -> groups

        2. Look at the first one again with `table_query`.

           ```json
           {"source": {"result": "groups"}, "limit": "{{groups.count}}", "title": "{{input.rows.0.owner}} and {{groups.rows}}"}
           ```
           -> top

        ## Result

        ```json
        {"first": "{{top.rows}}", "all": "{{groups.rows}}", "title": "For {{input.rows.0.owner}}"}
        ```
        """,
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Offline_and_a_model_that_reads_make_the_same_calls(string body)
    {
        var offline = await CallsAsync(new OfflineChatClient(), body);
        var read = await CallsAsync(new ReadingModel(), body);

        Assert.Equal(2, offline.Calls.Count);
        Assert.Equal(offline.Calls, read.Calls);
        Assert.True(JsonNode.DeepEquals(offline.Output, read.Output), $"{offline.Output}\n{read.Output}");
    }

    private static async Task<(List<string> Calls, JsonObject? Output)> CallsAsync(IChatClient model, string body)
    {
        var table = FakeTool.Answering(
            "table_query", ToolClass.Pure, FakeTool.Value("""{"count":2,"rows":[{"owner":"Ana \"A\""},{"owner":"Bo\\n"}],"markdown":"| a |\n|---|\n| $x |"}"""));
        var skill = Runs.Skill("report", body: body) with { Config = Runs.Json("""{"group":"owner"}""") };
        var log = new ListLog();
        var outcome = await Runs.RunAsync(
            Runs.Request(model, [skill], table, FakeTool.Write()) with { Input = Runs.Json("""{"rows":[{"owner":"Łucja \"L\"","n":1.50}]}""") }, log);
        Assert.Null(outcome.Failure);
        return ([.. log.Of<ToolRequested>().Select(c => $"{c.CallId} {c.Tool} {RunJson.Canonical(c.Arguments)}")], outcome.Result);
    }
}
