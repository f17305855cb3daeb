using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using OmniForge.Server.Telemetry;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Telemetry;

[Collection(nameof(Listening))]
public sealed class TraceTests(SqliteServer server) : ServerTests(server)
{
    [Fact]
    public async Task An_execution_is_one_tree_of_spans_tied_to_its_events()
    {
        using var spans = new Spans();
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        var events = await StepAgents.EventsAsync(client, execution.Id);
        var root = await spans.OfAsync(execution.Id);
        var own = spans.Ended.Where(span => span.TraceId == root.TraceId && span.Source.Name == "OmniForge").ToList();
        var steps = own.Where(span => span.OperationName.StartsWith("step ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["step count-rows", "step write-figure"], steps.Select(span => span.OperationName).Order());
        Assert.All(steps, span => Assert.Equal(root.SpanId, span.ParentSpanId));
        foreach (var kind in (string[])["chat", "execute_tool"])
        {
            Assert.All(steps, step => Assert.Contains(own, span => span.ParentSpanId == step.SpanId && span.GetTagItem("gen_ai.operation.name") as string == kind));
        }

        var told = own.SelectMany(span => span.Events.Select(mark => (Sequence: mark.Tags.First(tag => tag.Key == "omniforge.sequence").Value, Span: span.Id))).ToList();
        foreach (var happened in events.Where(happened => happened.Sequence > 1))
        {
            Assert.Contains(((object?)(long)happened.Sequence, happened.Traceparent), told);
        }

        Assert.Equal("Succeeded", root.GetTagItem("omniforge.status"));
    }

    [Fact]
    public async Task A_failed_execution_says_why_by_its_reason_and_quotes_nobody()
    {
        using var spans = new Spans();
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("read-nothing", StepAgents.Reading("read-nothing", "canary-file.txt")));
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        await StepAgents.EventsAsync(client, execution.Id);
        var root = await spans.OfAsync(execution.Id);
        Assert.Equal((ActivityStatusCode.Error, execution.Failure.Reason), (root.Status, root.GetTagItem("error.type")));
        Assert.DoesNotContain("canary-file", string.Join('\n', spans.Ended.Where(span => span.TraceId == root.TraceId).Select(Spans.Everything)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_call_is_reported_without_what_was_said()
    {
        using var spans = new Spans();
        using var answer = new FixedAnswer();
        using var model = TracedModel.Of(answer);
        await model.GetResponseAsync("a secret question", cancellationToken: Ct);
        var call = Assert.Single(spans.Ended, span => span.OperationName == "chat test-model");
        Assert.Equal((3, 4), (Convert.ToInt32(call.GetTagItem("gen_ai.usage.input_tokens")), Convert.ToInt32(call.GetTagItem("gen_ai.usage.output_tokens"))));
        Assert.DoesNotContain("secret", Spans.Everything(call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nobody_listening_events_carry_no_trace()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.All((await StepAgents.EventsAsync(client, execution.Id)).Where(happened => happened.Sequence > 1), happened => Assert.Equal("", happened.Traceparent));
    }

    /// <summary>Keeps every span that ended while it lives.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "OmniForge",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Ended.Add,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentBag<Activity> Ended { get; } = [];

        /// <summary>The span of an execution, once it has ended: that is a moment after its last event.</summary>
        public async Task<Activity> OfAsync(string executionId)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (true)
            {
                if (Ended.SingleOrDefault(span => span.GetTagItem("omniforge.execution.id") as string == executionId) is { } found)
                {
                    return found;
                }

                await timer.WaitForNextTickAsync(Ct);
            }
        }

        public static string Everything(Activity span) => string.Join(
            '\n',
            span.TagObjects.Concat(span.Events.SelectMany(mark => mark.Tags)).Select(tag => $"{tag.Key}={tag.Value}")
                .Append(span.DisplayName).Append(span.StatusDescription));

        public void Dispose() => _listener.Dispose();
    }
}
