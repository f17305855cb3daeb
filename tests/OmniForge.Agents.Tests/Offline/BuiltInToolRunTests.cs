using System.Text;
using System.Text.Json;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Offline;

/// <summary>Skills with the tools every agent has, from file to file.</summary>
public sealed class BuiltInToolRunTests
{
    private const string Projects =
        """
        project,owner,status,due,budget,spent
        Harbour,Ana,On track,2026-03-20,1000,200
        Łódka,Bo,At risk,2026-03-11,2000,2500
        Mill,Ana,Done,2026-01-05,500,500
        Quay,Cy,At risk,2026-03-04,900.50,100
        """;

    private const string Report =
        """
        ## Steps

        1. Read the project list, keep what is open and put what is at risk first with `table_query`.

           ```json
           {"source": {"file": "projects.csv"}, "where": [{"column": "status", "op": "ne", "value": "Done"}],
            "sort": [{"column": "status", "first": ["At risk"]}, {"column": "due"}], "limit": 20, "output": "markdown"}
           ```
           -> rows

        2. Save the report with `Write`.

           ```json
           {"file_path": "output/report.md", "content": "# Report of ${DATE}\n\n{{rows.markdown}}\n"}
           ```
           -> saved

        ## Result

        ```json
        {"text": "{{rows.markdown}}", "file": "{{saved.file_path}}", "rows": "{{rows.count}}"}
        ```
        """;

    private const string Over =
        """
        ## Steps

        1. Keep those over budget with `table_query`.

           ```json
           {"source": {"file": "projects.csv"}, "where": [{"column": "spent", "op": "gt", "other_column": "budget"}]}
           ```
           -> over

        2. Count them by owner with `table_query`.

           ```json
           {"source": {"result": "over"}, "group": {"by": ["owner"], "aggregates": [{"op": "count", "as": "projects"}]}}
           ```
           -> owners

        3. Look at the file of the step before with `Read`.

           ```json
           {"file_path": "{{input.file}}"}
           ```
           -> report

        ## Result

        ```json
        {"owners": "{{owners.rows}}", "before": "{{input.rows}}", "report": "{{report.text}}"}
        ```
        """;

    private static readonly string[] Known =
    [
        "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "oneOf", "minLength", "maxLength",
        "minItems", "maxItems", "minimum", "maximum", "pattern", "$ref", "$defs",
    ];

    private static readonly string[] Informative = ["description", "title", "default", "examples", "$schema", "format"];

    private readonly ListLog _log = new();

    [Fact]
    public async Task A_report_is_made_of_a_real_file_and_handed_on()
    {
        var request = Request(RunMode.Live);

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Null(outcome.Failure);
        var report = ((MemoryWorkspace)request.Workspace).Text("output/report.md");
        Assert.StartsWith("# Report of 2026-03-02\n", report, StringComparison.Ordinal);
        Assert.True(report.IndexOf("Quay", StringComparison.Ordinal) < report.IndexOf("Łódka", StringComparison.Ordinal));
        Assert.True(report.IndexOf("Łódka", StringComparison.Ordinal) < report.IndexOf("Harbour", StringComparison.Ordinal));
        Assert.DoesNotContain("Mill", report, StringComparison.Ordinal);
        Assert.Equal(3, outcome.Result!["before"]!.GetValue<int>());
        Assert.Equal("Bo", outcome.Result["owners"]![0]!["owner"]!.GetValue<string>());
        Assert.Contains("Quay", outcome.Result["report"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("output/report.md", Assert.Single(_log.Of<ArtifactCreated>()).Name);
    }

    [Fact]
    public async Task A_dry_run_of_it_leaves_no_file_and_tells_of_one()
    {
        var request = Request(RunMode.DryRun);

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Null(outcome.Failure);
        Assert.Equal(["projects.csv"], ((MemoryWorkspace)request.Workspace).Files.Keys);
        Assert.Equal(("Write", "output/report.md"), (_log.Of<EffectPredicted>().Single().Tool, _log.Of<EffectPredicted>().Single().Target));
        Assert.Contains("Quay", outcome.Result!["report"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named_in_the_failure()
    {
        var request = Request(RunMode.Live);
        ((MemoryWorkspace)request.Workspace).Files.Clear();

        var outcome = await Runs.RunAsync(request, _log);

        Assert.Equal((RunEnd.Failed, "TOOL_FAILED"), (outcome.End, outcome.Failure!.Reason));
        Assert.Contains("projects.csv", outcome.Failure.Message, StringComparison.Ordinal);
        PlainWords.Check(outcome.Failure.Message, "report");
    }

    [Fact]
    public void Every_schema_of_ours_uses_only_what_the_check_knows()
    {
        foreach (var tool in BuiltInTools.All())
        {
            Walk(tool.Descriptor.InputSchema, tool.Descriptor.Name);
        }
    }

    private static void Walk(JsonElement schema, string place)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in schema.EnumerateObject())
        {
            Assert.True(Known.Contains(member.Name) || Informative.Contains(member.Name), $"{place} uses {member.Name}");
            IEnumerable<JsonElement> below = member.Name switch
            {
                "properties" or "$defs" => member.Value.EnumerateObject().Select(p => p.Value),
                "anyOf" or "oneOf" => member.Value.EnumerateArray(),
                "items" or "additionalProperties" => [member.Value],
                _ => [],
            };
            foreach (var inner in below)
            {
                Walk(inner, $"{place}.{member.Name}");
            }
        }
    }

    private static RunRequest Request(RunMode mode)
    {
        var workspace = new MemoryWorkspace();
        workspace.Files["projects.csv"] = Encoding.UTF8.GetBytes(Projects);
        return Runs.Request(
            new OfflineChatClient(),
            [
                Runs.Skill("report", body: Report, tools: "table_query, Write(output/**)"),
                Runs.Skill("over", 2, body: Over, tools: "table_query, Read(output/**)"),
            ],
            [.. BuiltInTools.All()]) with
        {
            Mode = mode,
            Workspace = workspace,
        };
    }
}
