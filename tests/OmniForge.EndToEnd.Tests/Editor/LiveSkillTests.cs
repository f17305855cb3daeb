using System.Diagnostics;
using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests.Editor;

/// <summary>Skills of a running platform in an editor: brought by `skills pull`, shown with their runs.</summary>
public sealed class LiveSkillTests : IDisposable
{
    private readonly TempFolder _home = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_pulled_skill_shows_how_its_agent_ran_and_where_it_failed()
    {
        await using var platform = await ServerProcess.StartAsync(_home.At("data"), "", Ct);
        var agent = await AgentAsync(platform);
        await PullAsync(platform, agent);
        var (counting, reading) = (_home.At("mirror/count-rows/SKILL.md"), _home.At("mirror/read-late/SKILL.md"));
        using var editor = await EditorProcess.StartAsync(platform);
        await editor.OpenAsync(counting);
        await editor.OpenAsync(reading);
        Assert.Equal(["Dry run", "Run", "Has not run yet"], await editor.LensesAsync(reading, "Has not run"));

        var run = await editor.AskAsync("omniforge/execution/run", new() { ["agentId"] = agent, ["mode"] = "dryRun" });
        var kinds = new List<string>();
        var status = "";
        while (status.Length == 0)
        {
            var happened = await editor.NoticeAsync("omniforge/execution/event");
            Assert.Equal((string?)run["executionId"], (string?)happened["executionId"]);
            kinds.Add((string)happened["kind"]!);
            status = kinds[^1] == "finished" ? (string)happened["status"]! : "";
        }

        Assert.Equal("failed", status);
        Assert.Subset(kinds.ToHashSet(), new HashSet<string> { "started", "stepStarted", "stepFinished" });
        var failed = await editor.FindingAsync(reading, "last-run");
        Assert.Equal((2, "omniforge", 7), ((int)failed["severity"]!, (string)failed["source"]!, (int)failed["range"]!["start"]!["line"]!));
        Assert.Contains("late.txt", (string)failed["message"]!, StringComparison.Ordinal);
        Assert.StartsWith("Last dry run failed 20", (await editor.LensesAsync(counting, "Last dry run"))[2], StringComparison.Ordinal);

        await platform.Files.PutFileAsync(new() { File = new() { Path = "late.txt", Content = ByteString.CopyFromUtf8("here") } }, cancellationToken: Ct);
        await editor.AskAsync("omniforge/execution/run", new() { ["agentId"] = agent, ["mode"] = "dryRun" });
        // An execution that is over can be looked at again, from its beginning.
        await editor.AskAsync("omniforge/execution/watch", new() { ["executionId"] = (string)run["executionId"]!, ["afterSequence"] = 0 });
        while (await editor.NoticeAsync("omniforge/execution/event") is var again
            && ((string?)again["executionId"], (string?)again["kind"]) != ((string?)run["executionId"], "finished"))
        {
            Assert.NotNull(again["kind"]);
        }

        Assert.StartsWith("Last dry run succeeded 20", (await editor.LensesAsync(reading, "succeeded"))[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lenses_go_with_the_platform_and_come_back_with_it()
    {
        await using var platform = await ServerProcess.StartAsync(_home.At("data"), "", Ct);
        await PullAsync(platform, await AgentAsync(platform));
        var path = _home.At("mirror/read-late/SKILL.md");
        using var editor = await EditorProcess.StartAsync(platform);
        await editor.OpenAsync(path);
        await editor.LensesAsync(path, "Dry run");
        await editor.ConfigureAsync("http://127.0.0.1:9");
        await editor.NoticeAsync("omniforge/agents/changed");
        var asked = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "file://" + path } };
        Assert.Empty((await editor.AskAsync("textDocument/codeLens", asked)).AsArray());
        await editor.ConfigureAsync(platform.Endpoint);
        await editor.LensesAsync(path, "Dry run");
    }

    private async Task PullAsync(ServerProcess platform, string agent)
    {
        var start = new ProcessStartInfo(
            SourceTree.Artifact("OmniForge.Cli", "omniforge"), ["skills", "pull", agent, "--folder", _home.At("mirror"), "--url", platform.Endpoint])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["OMNIFORGE_API_KEY"] = platform.Key;
        using var pull = Process.Start(start)!;
        await pull.WaitForExitAsync(Ct);
        Assert.Equal(0, pull.ExitCode);
    }

    private static async Task<string> AgentAsync(ServerProcess platform)
    {
        var agent = new Agent { Name = "Late reader" };
        agent.GrantedTools.AddRange(["table_query", "Read"]);
        agent.Skills.Add(new SkillRef { Name = "count-rows", Order = 1 });
        agent.Skills.Add(new SkillRef { Name = "read-late", Order = 2 });
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        request.Files.Add(Skill("count-rows", "table_query", """{"source": {"rows": [{"n": 1}]}, "output": "rows"}"""));
        request.Files.Add(Skill("read-late", "Read", """{"file_path": "late.txt"}"""));
        var made = (await platform.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        await platform.Agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true }, cancellationToken: Ct);
        return made.Id;
    }

    private static SkillFile Skill(string name, string tool, string arguments) => new()
    {
        Path = $"{name}/SKILL.md",
        Content = ByteString.CopyFromUtf8(
            $"---\nname: {name}\ndescription: Made for a test\nallowed-tools: {tool}\n---\n\n## Steps\n1. Do it with `{tool}`.\n\n   ```json\n   {arguments}\n   ```\n   -> done\n"),
    };
}
