using Google.Protobuf;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Skills in the step form that the offline model follows, and agents made of them.</summary>
internal static class StepAgents
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Counts rows given in the skill; writes nothing.</summary>
    public static string Counting(string name) => Text(name, "table_query",
        """
        1. Count the rows with `table_query`.

           ```json
           {"source": {"rows": [{"n": 1}, {"n": 2}, {"n": 3}]}, "output": "rows"}
           ```
           -> rows

        ## Result

        ```json
        {"count": "{{rows.count}}"}
        ```
        """);

    /// <summary>Writes what the step before found into a file.</summary>
    public static string Writing(string name, string file) => Text(name, "Write",
        $$$"""
        1. Save the figure with `Write`.

           ```json
           {"file_path": "{{{file}}}", "content": "count: {{input.count}}\n"}
           ```
           -> saved

        ## Result

        ```json
        {"file": "{{saved.file_path}}"}
        ```
        """);

    /// <summary>Fails until a file of this name is there.</summary>
    public static string Reading(string name, string file) => Text(name, "Read",
        $$$"""
        1. Read the file with `Read`.

           ```json
           {"file_path": "{{{file}}}"}
           ```
           -> text

        ## Result

        ```json
        {"text": "{{text.text}}"}
        ```
        """);

    /// <summary>Asks a person; <paramref name="more"/> are further arguments of the question.</summary>
    public static string Asking(string name, string more = "") => Calling(name, "AskUser", $$"""{"question": "Which colour?"{{more}}}""");

    /// <summary>Calls one tool once and gives back its answer.</summary>
    public static string Calling(string name, string tool, string arguments) => Text(name, tool,
        $$$"""
        1. Call it with `{{{tool}}}`.

           ```json
           {{{arguments}}}
           ```
           -> reply

        ## Result

        ```json
        {"answer": "{{reply.answer}}"}
        ```
        """);

    /// <summary>Waits for the first event like this, from the beginning.</summary>
    public static async Task<ExecutionEvent> UntilAsync(TestClient client, string id, Func<ExecutionEvent, bool> seen)
    {
        using var call = client.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { } happened && seen(happened))
            {
                return happened;
            }
        }

        Assert.Fail("the stream ended before the event came");
        return new();
    }

    /// <summary>Starts and waits until it has this status.</summary>
    public static async Task<string> StartUntilAsync(TestClient client, StartExecutionRequest request, ExecutionStatus status)
    {
        var id = (await client.Executions.StartExecutionAsync(request, cancellationToken: Ct)).ExecutionId;
        await UntilAsync(client, id, happened => happened.StatusChanged?.To == status);
        return id;
    }

    /// <summary>Every status it had, in order.</summary>
    public static async Task<IReadOnlyList<ExecutionStatus>> StatusesAsync(TestClient client, string id)
        => [.. (await EventsAsync(client, id)).Where(happened => happened.StatusChanged is not null).Select(happened => happened.StatusChanged.To)];

    public static string Text(string name, string tools, string steps)
        => $"---\nname: {name}\ndescription: Made for a test\nallowed-tools: {tools}\n---\n\n# A test skill\n\n## Steps\n\n{steps.ReplaceLineEndings("\n")}\n";

    public static SkillFile File(string name, string text) => new() { Path = $"{name}/SKILL.md", Content = ByteString.CopyFromUtf8(text) };

    /// <summary>An agent with these skills in order, published and switched on.</summary>
    public static async Task<string> AgentAsync(TestClient client, Action<Agent>? adjust, params (string Name, string Text)[] skills)
    {
        var agent = new Agent { Name = "Test agent" };
        agent.GrantedTools.AddRange(["table_query", "Write", "Read", "AskUser"]);
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        foreach (var (name, text) in skills)
        {
            agent.Skills.Add(new SkillRef { Name = name, Order = agent.Skills.Count + 1 });
            request.Files.Add(File(name, text));
        }

        adjust?.Invoke(agent);
        var made = (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        await client.Agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true }, cancellationToken: Ct);
        return made.Id;
    }

    public static Task<string> CountAndWriteAsync(TestClient client)
        => AgentAsync(client, null, ("count-rows", Counting("count-rows")), ("write-figure", Writing("write-figure", "output/figure.txt")));

    /// <summary>Starts and waits for the end.</summary>
    public static async Task<Execution> RunAsync(TestClient client, StartExecutionRequest request)
    {
        request.Wait = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(60));
        return (await client.Executions.StartExecutionAsync(request, cancellationToken: Ct)).Execution;
    }

    public static async Task<List<ExecutionEvent>> EventsAsync(TestClient client, string id, ulong after = 0, EventView view = EventView.Debug)
    {
        using var call = client.Executions.WatchExecution(new() { ExecutionId = id, AfterSequence = after, View = view }, cancellationToken: Ct);
        var events = new List<ExecutionEvent>();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { Sequence: > 0 } happened)
            {
                events.Add(happened);
            }
        }

        return events;
    }
}
