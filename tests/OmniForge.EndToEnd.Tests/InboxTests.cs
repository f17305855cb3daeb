using System.Diagnostics;
using Google.Protobuf;
using OmniForge.EndToEnd.Tests.Editor;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests;

/// <summary>What happened while nobody watched, as a person finds it in an editor, in a terminal and in a chat.</summary>
public sealed class InboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_run_is_found_in_the_editor_in_the_inbox_and_once_in_a_chat()
    {
        using var home = new TempFolder();
        await using (var first = await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            await FailAsync(first);
            await first.TerminateAsync(Ct);
        }

        // As if it had begun by itself, and the server had died before it could say so.
        await Sqlite.RunAsync(Path.Combine(home.Path, "omniforge.db"), "UPDATE executions SET trigger_type = 2", Ct);
        await using var platform = await ServerProcess.StartAsync(home.Path, "", Ct);
        using (var editor = await EditorProcess.StartAsync(platform))
        {
            var shown = (await editor.AskAsync("omniforge/inbox/list", []))["items"]!.AsArray();
            while (shown.Count == 0)
            {
                shown = (await editor.AskAsync("omniforge/inbox/list", []))["items"]!.AsArray();
            }

            Assert.Equal(("failed", "reader"), ((string?)shown[0]!["kind"], (string?)shown[0]!["agentId"]));
        }

        const string Told = "The run of \"Reader\" on ";
        Assert.Contains(Told, await RunAsync(platform, "", "inbox"), StringComparison.Ordinal);
        var chat = await RunAsync(platform, "quit\n", "chat");
        Assert.True(chat.Contains($"While you were away:\n  - {Told}", StringComparison.Ordinal), chat);
        Assert.DoesNotContain("While you were away", await RunAsync(platform, "quit\n", "chat"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing new.", await RunAsync(platform, "", "inbox"), StringComparison.Ordinal);
        Assert.Contains(", read", await RunAsync(platform, "", "inbox", "--all"), StringComparison.Ordinal);
        Assert.Equal("There was nothing to mark.\n", await RunAsync(platform, "", "inbox", "read"));
    }

    private static async Task FailAsync(ServerProcess server)
    {
        const string Skill = "---\nname: reads\ndescription: Reads\nallowed-tools: Read\n---\n\n## Steps\n\n1. Read it with `Read`.\n\n   ```json\n   {\"file_path\": \"nothing.txt\"}\n   ```\n   -> text\n\n## Result\n\n```json\n{\"text\": \"{{text.text}}\"}\n```\n";
        var request = new CreateAgentRequest { AgentId = "reader", Agent = new() { Name = "Reader" }, Publish = true };
        request.Agent.GrantedTools.Add("Read");
        request.Agent.Skills.Add(new SkillRef { Name = "reads", Order = 1 });
        request.Files.Add(new SkillFile { Path = "reads/SKILL.md", Content = ByteString.CopyFromUtf8(Skill) });
        await server.Agents.CreateAgentAsync(request, cancellationToken: Ct);
        await server.Agents.ActivateAgentAsync(new() { AgentId = "reader", OverrideTest = true }, cancellationToken: Ct);
        var run = await server.Executions.StartExecutionAsync(new() { AgentId = "reader", Wait = new() { Seconds = 60 } }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Failed, run.Execution.Status);
    }

    private static async Task<string> RunAsync(ServerProcess platform, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(SourceTree.Artifact("OmniForge.Cli", "omniforge"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMNIFORGE_URL"] = platform.Endpoint;
        start.Environment["OMNIFORGE_API_KEY"] = platform.Key;
        start.Environment["OMNIFORGE_TIME_ZONE"] = "Europe/Berlin";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), Ct);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        var complaint = await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, complaint + output);
        return output;
    }
}
