using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Egress;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tests.Offline;

/// <summary>A dry run with every tool there is, in a world where nothing can be written and nothing can be reached.</summary>
public sealed class NothingLeavesTests
{
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["Read"] = """{"file_path":"a.csv"}""",
        ["Write"] = """{"file_path":"new.md","content":"hello"}""",
        ["Edit"] = """{"file_path":"a.csv","old_string":"n","new_string":"m"}""",
        ["Glob"] = """{"pattern":"**/*.csv"}""",
        ["Grep"] = """{"pattern":"n"}""",
        ["table_query"] = """{"source":{"file":"a.csv"}}""",
        ["WebFetch"] = """{"url":"https://example.com/"}""",
        ["AskUser"] = """{"question":"Which?"}""",
        ["Skill"] = """{"skill":"other"}""",
    };

    public static TheoryData<string> Tools => [.. BuiltInTools.All().Select(tool => tool.Descriptor.Name)];

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_dry_run_completes_and_nothing_has_left(string name)
    {
        var asked = new List<string>();
        var egress = new EgressOptions
        {
            Resolver = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
            },
        };
        var workspace = new Sealed();
        var arguments = ((JsonObject)JsonNode.Parse(Calls.GetValueOrDefault(name) ?? "{}")!).ToDictionary(p => p.Key, p => (object?)p.Value!.DeepClone());
        var model = new SkillModel((skill, turn, _, _) => Task.FromResult(
            skill == "act" && turn == 1
                ? new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("c1", name, arguments)])
                : SkillModel.Text("done")));
        var other = Runs.Skill("other");
        var request = Runs.Request(model, [Runs.Skill("act")], [.. BuiltInTools.All(egress)]);
        var log = new ListLog();

        var outcome = await Runs.RunAsync(
            request with
            {
                Mode = RunMode.DryRun,
                Workspace = workspace,
                Plan = request.Plan with { Library = [new LibrarySkill { Name = "other", Text = other.Text, Digest = "d" }] },
            },
            log);

        Assert.Equal((RunEnd.Succeeded, "COMPLETED"), (outcome.End, outcome.StopReason));
        Assert.True(Calls.ContainsKey(name), $"{name} needs a call in the table of this test.");
        var finished = Assert.Single(log.Of<ToolFinished>());
        Assert.Equal(name, finished.Tool);
        Assert.NotEqual(ToolErrorCode.Invalid, finished.Error?.Code);
        Assert.Equal(0, workspace.Writes);
        Assert.Empty(log.Of<ArtifactCreated>());
        var changes = BuiltInTools.All().Single(tool => tool.Descriptor.Name == name).Descriptor.Class is not (ToolClass.Pure or ToolClass.Read);
        Assert.Equal(changes ? 1 : 0, log.Of<EffectPredicted>().Count);
        Assert.True(name == "WebFetch" || asked.Count == 0, "a name was looked up");
        Assert.True(name != "WebFetch" || finished.Error is { Code: ToolErrorCode.Forbidden or ToolErrorCode.Denied }, "the guard let it pass");
    }

    /// <summary>One file, and every write is counted and refused.</summary>
    private sealed class Sealed : IWorkspace
    {
        private readonly MemoryWorkspace _files = new();

        public Sealed() => _files.Files["a.csv"] = Encoding.UTF8.GetBytes("n\n1\n");

        public int Writes { get; private set; }

        public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => _files.FindAsync(path, cancellationToken);

        public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken) => _files.ReadAsync(path, maxBytes, cancellationToken);

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            Writes++;
            throw new WorkspaceException(WorkspaceFault.ReadOnly, "Nothing may be written here.");
        }

        public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => _files.ListAsync(cancellationToken);
    }
}
