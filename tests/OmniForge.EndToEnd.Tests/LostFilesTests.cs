using Google.Protobuf;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests;

public sealed class LostFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_starts_and_serves_when_the_skill_files_of_one_agent_are_gone()
    {
        using var home = new TempFolder();
        await using (var first = await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            var request = new CreateAgentRequest { AgentId = "lost", Agent = new() { Name = "Lost" }, Publish = true };
            request.Agent.Skills.Add(new SkillRef { Name = "any", Order = 1 });
            request.Files.Add(new SkillFile
            {
                Path = "any/SKILL.md",
                Content = ByteString.CopyFromUtf8("---\nname: any\ndescription: Any\n---\n\nDo it.\n"),
            });
            await first.Agents.CreateAgentAsync(request, cancellationToken: Ct);
            await first.TerminateAsync(Ct);
        }

        Directory.Delete(Path.Combine(home.Path, "tenants"), recursive: true);
        await using var second = await ServerProcess.StartAsync(home.Path, "", Ct);
        Assert.Equal("Lost", (await second.Agents.GetAgentAsync(new() { AgentId = "lost" }, cancellationToken: Ct)).Agent.Name);
        Assert.NotEqual("", (await second.Conversations.CreateConversationAsync(new(), cancellationToken: Ct)).SessionId);
    }
}
