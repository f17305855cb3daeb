using System.Diagnostics.Metrics;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Telemetry;

/// <summary>
/// Every number the server counts. docs/operating.md lists them for people; a test holds the two together. With nobody listening
/// a count is one comparison.
/// </summary>
internal static class Instruments
{
    public static readonly Meter Meter = new(TelemetrySetup.Source);

    public static readonly UpDownCounter<long> ExecutionsQueued = Meter.CreateUpDownCounter<long>(
        "omniforge.execution.queued", "{execution}", "Executions of this node that wait for a slot.");

    public static readonly UpDownCounter<long> ExecutionsRunning = Meter.CreateUpDownCounter<long>(
        "omniforge.execution.running", "{execution}", "Executions of this node that have a slot.");

    public static readonly Gauge<long> ExecutionsWaiting = Meter.CreateGauge<long>(
        "omniforge.execution.waiting", "{execution}", "Executions of the whole database that wait for somebody or for a time.");

    public static readonly Counter<long> ExecutionsStarted = Meter.CreateCounter<long>(
        "omniforge.execution.started", "{execution}", "Executions that began.");

    public static readonly Counter<long> ExecutionsRecovered = Meter.CreateCounter<long>(
        "omniforge.execution.recovered", "{execution}", "Executions that went on after a crash or on another node.");

    public static readonly Counter<long> ExecutionsFinished = Meter.CreateCounter<long>(
        "omniforge.execution.finished", "{execution}", "Executions that ended.");

    public static readonly Histogram<double> ExecutionTime = Meter.CreateHistogram(
        "omniforge.execution.duration", "s", "Working time of an ended execution.", advice: Seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800));

    public static readonly Counter<long> StartsRefused = Meter.CreateCounter<long>(
        "omniforge.execution.refused", "{execution}", "Wishes to start an execution that were refused.");

    public static readonly Counter<long> StepsFinished = Meter.CreateCounter<long>(
        "omniforge.step.finished", "{step}", "Steps that ended or were left out.");

    public static readonly Counter<long> StepsRetried = Meter.CreateCounter<long>(
        "omniforge.step.retried", "{step}", "Failed steps that are tried again.");

    public static readonly Counter<long> ToolsCalled = Meter.CreateCounter<long>(
        "omniforge.tool.called", "{call}", "Tool calls.");

    public static readonly Counter<long> ToolsFailed = Meter.CreateCounter<long>(
        "omniforge.tool.failed", "{call}", "Tool calls that failed or were not allowed.");

    public static readonly Counter<long> Tokens = Meter.CreateCounter<long>(
        "omniforge.model.tokens", "{token}", "Tokens that models read and wrote for executions.");

    public static readonly Counter<double> Cost = Meter.CreateCounter<double>(
        "omniforge.model.cost", "{USD}", "What those tokens cost, in US dollars, where prices are known.");

    public static readonly Histogram<double> ModelTime = Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "One call of a model.", advice: Seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92));

    public static readonly Histogram<long> ModelTokens = Meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Tokens of one call of a model.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576] });

    public static readonly UpDownCounter<long> JournalQueued = Meter.CreateUpDownCounter<long>(
        "omniforge.journal.queued", "{entry}", "Journal entries that wait to be written.");

    public static readonly Histogram<long> JournalBatch = Meter.CreateHistogram(
        "omniforge.journal.batch", "{entry}", "Journal entries of one commit.",
        advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024] });

    public static readonly Histogram<double> JournalCommit = Meter.CreateHistogram(
        "omniforge.journal.commit.duration", "s", "One commit of the journal.", advice: Seconds(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5));

    public static readonly UpDownCounter<long> Watchers = Meter.CreateUpDownCounter<long>(
        "omniforge.stream.watchers", "{watcher}", "Streams of events that somebody reads.");

    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "omniforge.delivery.received", "{delivery}", "Webhooks received, whether accepted or not.");

    public static readonly Counter<long> Notices = Meter.CreateCounter<long>(
        "omniforge.notice.written", "{notice}", "Notices written for owners of agents.");

    public static readonly Histogram<double> ScheduleLateness = Meter.CreateHistogram(
        "omniforge.schedule.lateness", "s", "From the time of a schedule to the commit of the execution it became.",
        advice: Seconds(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 6, 10, 60, 600, 3_600));

    private static InstrumentAdvice<double> Seconds(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
