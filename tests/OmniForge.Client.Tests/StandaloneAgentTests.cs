using OmniForge.Agents.Running;
using OmniForge.Client.Standalone;
using OmniForge.Client.Tests.Fakes;

namespace OmniForge.Client.Tests;

public sealed class StandaloneAgentTests : IDisposable
{
    private const string Report =
        """
        ---
        name: stock-report
        description: List what is running low, most urgent first.
        allowed-tools: table_query Write
        ---

        # Stock report

        ## Steps

        1. Find the rows below ten pieces with `table_query`.

           ```json
           {"source": {"file": "stock.csv"}, "where": [{"column": "pieces", "op": "lt", "value": 10}],
            "sort": [{"column": "pieces"}], "output": "markdown"}
           ```
           -> low

        2. Save the list with `Write`.

           ```json
           {"file_path": "output/low.md", "content": "# Low stock\n\n{{low.markdown}}\n"}
           ```
           -> saved

        ## Result

        ```json
        {"file": "{{saved.file_path}}", "rows": "{{low.count}}"}
        ```
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("omniforge-agent-").FullName;

    [Fact]
    public async Task A_dry_run_predicts_the_file_and_writes_none()
    {
        var report = await Agent().TestAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded, report.Error);
        Assert.Contains(report.PredictedEffects, effect => effect.Contains("output/low.md", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(report.Workspace, "output", "low.md")));
    }

    [Fact]
    public async Task A_run_writes_the_file_into_its_workspace()
    {
        var seen = new List<RunEvent>();
        var report = await Agent().RunAsync(progress: new Collect(seen), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.Succeeded, report.Error);
        Assert.Equal(2, report.Result!["rows"]!.GetValue<double>());
        var text = await File.ReadAllTextAsync(Path.Combine(report.Workspace, "output", "low.md"), TestContext.Current.CancellationToken);
        Assert.True(text.IndexOf("nails", StringComparison.Ordinal) < text.IndexOf("glue", StringComparison.Ordinal));
        Assert.DoesNotContain("paint", text, StringComparison.Ordinal);
        Assert.Contains(seen, happened => happened is StepFinished);
    }

    [Fact]
    public async Task An_agent_may_use_no_more_than_it_was_granted()
    {
        var report = await Agent(granted: ["table_query"]).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(report.Events, happened => happened is ToolDenied { Tool: "Write" });
        Assert.False(File.Exists(Path.Combine(report.Workspace, "output", "low.md")));
    }

    [Fact]
    public async Task A_missing_file_fails_with_a_sentence()
    {
        var agent = Agent();
        File.Delete(Path.Combine(_folder, "workspace", "stock.csv"));

        var report = await agent.RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.False(report.Succeeded);
        Assert.Contains("stock.csv", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploying_sends_the_same_skills()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var client = platform.Client();

        await Agent().DeployAsync(client, "stock", TestContext.Current.CancellationToken);

        var request = Assert.Single(platform.Agents.Created);
        Assert.Equal(("stock", "Stock report", true), (request.AgentId, request.Agent.Name, request.Publish));
        Assert.Equal("List what is running low, most urgent first.", request.Agent.Description);
        Assert.Equal(["table_query", "Write"], request.Agent.GrantedTools);
        Assert.Equal(["stock-report/SKILL.md", "stock-report/data/units.txt"], request.Files.Select(file => file.Path));
        Assert.Equal(Report, request.Files[0].Content.ToStringUtf8());
    }

    [Theory]
    [InlineData("no front matter at all", "not usable")]
    [InlineData("---\nname: Wrong_Name\ndescription: x\n---\nbody", "line 2")]
    [InlineData(null, "has no SKILL.md")]
    public void A_folder_that_is_no_skill_is_refused_with_the_place(string? text, string says)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "wrong-name")).FullName;
        if (text is not null)
        {
            File.WriteAllText(Path.Combine(folder, "SKILL.md"), text);
        }

        var refusal = Assert.Throws<SkillFolderException>(() => SkillFolder.Read(folder));

        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_follows_names_and_contents()
    {
        var before = Agent().Skills[0].Digest;
        Assert.Equal(before, Agent().Skills[0].Digest);

        File.WriteAllText(Path.Combine(_folder, "stock-report", "data", "units.txt"), "boxes");

        Assert.NotEqual(before, SkillFolder.Read(Path.Combine(_folder, "stock-report")).Digest);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Agent Agent(IReadOnlyList<string>? granted = null)
    {
        var skill = Path.Combine(_folder, "stock-report");
        var workspace = Path.Combine(_folder, "workspace");
        Directory.CreateDirectory(Path.Combine(skill, "data"));
        Directory.CreateDirectory(workspace);
        File.WriteAllText(Path.Combine(skill, "SKILL.md"), Report);
        File.WriteAllText(Path.Combine(skill, "data", "units.txt"), "pieces");
        File.WriteAllText(Path.Combine(skill, ".hidden"), "no");
        File.WriteAllText(Path.Combine(workspace, "stock.csv"), "item,pieces\npaint,40\nglue,9\nnails,2\n");
        return Standalone.Agent.Define("Stock report", new AgentSettings { Workspace = workspace, GrantedTools = granted }, skill);
    }

    private sealed class Collect(List<RunEvent> seen) : IProgress<RunEvent>
    {
        public void Report(RunEvent value) => seen.Add(value);
    }
}
