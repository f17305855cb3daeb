using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using OmniForge.Server.Notices;
using OmniForge.Server.Telemetry;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Tests.Schedules;
using OmniForge.Server.Triggers.Events;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Telemetry;

[Collection(nameof(Listening))]
public sealed partial class MetricsTests(SqliteServer server) : ServerTests(server)
{
    [Fact]
    public async Task Every_documented_metric_is_fed_and_every_metric_is_documented()
    {
        using var ear = new Ear();
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        await StepAgents.RunAsync(client, new() { AgentId = agent });
        var failing = await StepAgents.AgentAsync(client, null, ("read-nothing", StepAgents.Reading("read-nothing", "nothing.txt")), ("count-rows", StepAgents.Counting("count-rows")));
        await StepAgents.RunAsync(client, new() { AgentId = failing });
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => StepAgents.RunAsync(client, new() { AgentId = "nobody" }));
        var id = (await StepAgents.RunAsync(client, new() { AgentId = agent })).Id;
        await StepAgents.EventsAsync(client, id);
        await Get<WaitingNumbers>().LookAsync(Ct);
        foreach (var rare in Rare)
        {
            ExecutionNumbers.Count(rare);
        }

        await Get<NoticeWriting>().WriteAsync(client.TenantId, [new(client.TenantId, NoticeCause.Failed, agent, DateTimeOffset.UnixEpoch) { ExecutionId = id }], Ct);
        ScheduleNumbers.Fired([(FiringOrigin.Cron, DateTimeOffset.UnixEpoch)], DateTimeOffset.UnixEpoch);
        EventLedger.Count(DeliveryVerdict.Accepted);
        await AskAsync();
        foreach (var metric in DocumentedMetrics.All)
        {
            Assert.True(ear.Published.TryGetValue(metric.Name, out var instrument), $"{metric.Name} does not exist");
            Assert.Equal((metric.Name, metric.Unit, metric.Kind), (metric.Name, instrument.Unit, KindOf(instrument.GetType().Name)));
            Assert.True(ear.Heard.Any(heard => heard.Name == metric.Name), $"{metric.Name} was never fed");
        }

        Assert.Empty(ear.Published.Keys.Except(DocumentedMetrics.All.Select(metric => metric.Name)));
    }

    [Fact]
    public async Task What_is_counted_up_when_it_begins_is_counted_down_when_it_ends()
    {
        using var ear = new Ear();
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        for (var i = 0; i < 3; i++)
        {
            var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
            await StepAgents.EventsAsync(client, execution.Id);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        string[] balanced = ["omniforge.execution.queued", "omniforge.execution.running", "omniforge.journal.queued", "omniforge.stream.watchers"];
        while (balanced.Any(name => ear.Heard.Where(heard => heard.Name == name).Sum(heard => heard.Value) != 0))
        {
            await timer.WaitForNextTickAsync(Ct);
        }

        Assert.All(balanced, name => Assert.Contains(ear.Heard, heard => heard.Name == name && heard.Value > 0));
        Assert.Equal(3, ear.Heard.Count(heard => heard is { Name: "omniforge.execution.finished", Tags: "status=succeeded reason=completed" }));
    }

    [Fact]
    public async Task A_time_that_fires_says_how_late_it_is_and_whether_it_was_missed()
    {
        // A claim is for all tenants: other tests leave schedules behind.
        using var home = new TempFolder();
        await using var alone = await TestServer.StartAsync(home.Path, "", Ct);
        var stage = await ScheduleStage.SetAsync(alone);
        using var ear = new Ear();
        var met = await stage.MakeAsync(wish => wish.MaxFirings = 1);
        await stage.ClaimAsync("2035-03-05T08:00:00.250Z");
        await stage.RestAsync(met);
        var spread = await stage.MakeAsync(wish => (wish.MaxFirings, wish.Jitter) = (1, new() { Seconds = 1_800 }));
        await using var db = stage.Store.Open(stage.Client.TenantId);
        var wake = (await db.Schedules.AsNoTracking().SingleAsync(row => row.Id == spread.Id, Ct)).WakeAt!.Value;
        await stage.ClaimAsync(wake.AddSeconds(2).ToString("O"));
        await stage.RestAsync(spread);
        var missed = await stage.MakeAsync();
        await stage.ClaimAsync("2035-03-05T11:30Z");
        await stage.RestAsync(missed);
        var heard = ear.Heard.Where(heard => heard.Name == "omniforge.schedule.lateness").OrderBy(heard => heard.Value).Select(heard => (heard.Value, heard.Tags));
        Assert.Equal([(0.25, "origin=cron"), (2, "origin=cron"), (1_800, "origin=catch_up")], heard);
    }

    [Fact]
    public void The_dashboard_names_only_metrics_that_there_are()
    {
        var board = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "ops", "grafana", "omniforge.json")))!;
        var expressions = board["panels"]!.AsArray().SelectMany(panel => panel!["targets"]?.AsArray() ?? []).Select(target => (string)target!["expr"]!).ToList();
        var named = expressions.SelectMany(expression => Metric().Matches(expression).Select(match => match.Value)).Distinct().ToList();
        var known = DocumentedMetrics.All.SelectMany(metric => metric.InPrometheus).ToHashSet();
        Assert.Empty(named.Except(known));
        Assert.All(expressions, expression => Assert.Matches(Metric(), expression));
        Assert.All(DocumentedMetrics.All.Where(metric => metric.Name.StartsWith("omniforge", StringComparison.Ordinal)), metric => Assert.True(metric.InPrometheus.Intersect(named).Any(), $"{metric.Name} is on no panel"));
    }

    [Fact]
    public void With_nobody_listening_a_count_costs_no_memory()
    {
        var events = Rare.Concat(
        [
            new() { ExecutionStarted = new() },
            new() { StepFinished = new() { Step = new() { Status = StepStatus.Succeeded } } },
            new() { ExecutionFinished = new() { Status = ExecutionStatus.Succeeded, StopReason = StopReason.Completed, Usage = new() } },
        ]).ToList();
        Assert.False(Instruments.ExecutionsFinished.Enabled, "Somebody listens to the instruments while this test runs.");
        long allocated = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                foreach (var happened in events)
                {
                    ExecutionNumbers.Count(happened);
                    EventTrace.Mark(happened);
                }

                ExecutionNumbers.Committed(100, TimeSpan.FromMilliseconds(1));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The list's enumerator lives on the stack; anything for each event would show 10,000-fold.
        Assert.InRange(allocated, 0, 1_000);
    }

    [Fact]
    public void With_nobody_listening_a_model_is_used_as_it_is()
    {
        using var model = new FixedAnswer();
        Assert.Same(model, TracedModel.Of(model));
    }

    /// <summary>Events that a run of the tests' agents does not lead to.</summary>
    private static IReadOnlyList<ExecutionEvent> Rare =>
    [
        new() { ExecutionRecovered = new() },
        new() { StepRetryScheduled = new() },
        new() { StepSkipped = new() },
        new() { ToolRequested = new() { Tool = "Read", Effect = ToolEffect.Read } },
        new() { ToolDenied = new() { Tool = "Write" } },
        new() { ToolFinished = new() { Failure = new() { Tool = "Read", Reason = "NotFound" } } },
        new() { UsageRecorded = new() { Delta = new() { InputTokens = 5, OutputTokens = 7, CostMicros = 12, Provider = "test", Model = "model" } } },
    ];

    private static async Task AskAsync()
    {
        using var model = new FixedAnswer();
        using var traced = TracedModel.Of(model);
        await foreach (var update in traced.GetStreamingResponseAsync("hello", cancellationToken: Ct))
        {
            Assert.NotNull(update);
        }
    }

    private static string KindOf(string type) => type.Split('`')[0] switch
    {
        "Counter" => "counter",
        "UpDownCounter" => "up-down counter",
        "Gauge" => "gauge",
        _ => "histogram",
    };

    [GeneratedRegex("(?:omniforge|gen_ai)_[a-z_]+")]
    private static partial Regex Metric();
}
