using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Server.Tests.Models;

/// <summary>A whole step over each provider's protocol, held against the offline model's way through the same skill.</summary>
public sealed class RunOnTheWireTests(AimockServer aimock)
{
    private const string Skill =
        """
        ---
        name: late-projects
        description: Lists late projects
        allowed-tools: table_query
        ---
        1. Ask for the late ones with `table_query`.

           ```json
           {"source": {"file": "p.csv"}, "limit": 2}
           ```
           -> rows

        2. Ask for one of them with `table_query`.

           ```json
           {"source": {"result": "rows"}, "limit": 1}
           ```
           -> top

        ## Result

        ```json
        {"count": "{{rows.count}}", "text": "{{top.markdown}}"}
        ```
        """;

    public static TheoryData<string> Providers => Models.Providers.All;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_providers_model_and_the_offline_one_make_the_same_calls(string provider)
    {
        var model = $"{provider}-{Guid.NewGuid():N}";
        var client = Models.Providers.Model(aimock, provider, model);
        await aimock.AnswerAsync(
            Turn(model, 0, """{"toolCalls":[{"name":"table_query","arguments":{"source":{"file":"p.csv"},"limit":2}}]}"""),
            Turn(model, 1, """{"toolCalls":[{"name":"table_query","arguments":{"source":{"result":"rows"},"limit":1}}]}"""),
            Turn(model, 2, """{"content":"{\"count\": 2, \"text\": \"| a |\"}"}"""));

        var wire = await RunAsync(client);
        var offline = await RunAsync(new OfflineChatClient());

        Assert.Equal(offline.Log.Calls, wire.Log.Calls);
        Assert.True(JsonNode.DeepEquals(offline.Outcome.Result, wire.Outcome.Result));
        Assert.Equal((provider, 3), (wire.Outcome.Usage.Provider, wire.Outcome.Usage.ModelCalls));
        Assert.Equal("offline", offline.Outcome.Usage.Provider);
        var sent = await aimock.SentAsync(model);
        Assert.Contains("late-projects", sent[0].ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("omniforge", sent[^1].ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_provider_that_refuses_fails_the_step_in_plain_words(string provider)
    {
        var model = $"{provider}-{Guid.NewGuid():N}";
        var client = Models.Providers.Model(aimock, provider, model);
        await aimock.AnswerAsync(Turn(model, 0, """{"error":{"message":"no such model","type":"not_found_error"},"status":404}"""));

        var (outcome, _) = await RunAsync(client);

        Assert.Equal((RunEnd.Failed, "MODEL_BAD_REQUEST", 404), (outcome.End, outcome.Failure!.Reason, outcome.Failure.ProviderStatus));
        Assert.DoesNotContain("no such model", outcome.Failure.Message, StringComparison.Ordinal);
    }

    private static async Task<(RunOutcome Outcome, CallLog Log)> RunAsync(Microsoft.Extensions.AI.IChatClient model)
    {
        var now = TimeProvider.System.GetUtcNow();
        var log = new CallLog();
        var request = new RunRequest
        {
            ExecutionId = "e1",
            Plan = new AgentPlan
            {
                AgentId = "a1",
                Name = "Reporter",
                Skills = [new PlannedSkill { Key = "late", Name = "late-projects", Order = 1, Text = Skill, Digest = "d" }],
                GrantedTools = ["table_query"],
            },
            Model = model,
            Tools = [new Table()],
            Workspace = new NoFiles(),
            StartedAt = now,
        };
        return (await new AgentRunner(TimeProvider.System).RunAsync(request, log, TestContext.Current.CancellationToken), log);
    }

    private static JsonObject Turn(string model, int turn, string response) => new()
    {
        ["match"] = new JsonObject { ["model"] = model, ["turnIndex"] = turn },
        ["response"] = JsonNode.Parse(response),
    };

    private sealed class CallLog : IRunLog
    {
        public List<string> Calls { get; } = [];

        public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
        {
            if (happened is ToolRequested call)
            {
                Calls.Add($"{call.CallId} {call.Tool} {call.Arguments.ToJsonString()}");
            }

            return ValueTask.CompletedTask;
        }

        public void Publish(MessageDelta delta)
        {
        }
    }

    private sealed class Table : ITool
    {
        public ToolDescriptor Descriptor { get; } = new()
        {
            Name = "table_query",
            Title = "Table",
            Description = "Asks a table.",
            InputSchema = JsonElement.Parse("""{"type":"object","properties":{"source":{"type":"object"},"limit":{"type":"integer"}}}"""),
            Class = ToolClass.Pure,
        };

        public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
            => Task.FromResult(ToolResult.Of(JsonElement.Parse("""{"count":2,"markdown":"| a |"}""")));
    }

    private sealed class NoFiles : IWorkspace
    {
        public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken) => Task.FromResult<WorkspaceFile?>(null);

        public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.NotFound, "There are no files.");

        public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
            => throw new WorkspaceException(WorkspaceFault.ReadOnly, "Nothing can be written.");

        public IAsyncEnumerable<WorkspaceFile> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<WorkspaceFile>();
    }
}
