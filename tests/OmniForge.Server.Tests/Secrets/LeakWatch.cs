using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace OmniForge.Server.Tests.Secrets;

/// <summary>Hears everything that this process logs, traces and counts, unmasked, and looks through it for secrets.</summary>
internal sealed class LeakWatch : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(string Sink, string Text)> _heard = new();
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics;
    private IExternalScopeProvider? _scopes;

    /// <summary>Ports of the servers that are watched: what a browser of this process asks there is the browser's own span.</summary>
    public ConcurrentBag<int> OwnPorts { get; } = [];

    public LeakWatch()
    {
        _spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics = new() { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Hear(instrument, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _metrics.Start();
    }

    /// <summary>How much came from each sink, so that silence is not taken for cleanness.</summary>
    public IReadOnlyDictionary<string, int> Counts => _heard.GroupBy(entry => entry.Sink).ToDictionary(sink => sink.Key, sink => sink.Count());

    public void Hear(string sink, string text) => _heard.Enqueue((sink, text));

    /// <summary>Every secret that was heard in any of its forms, with the place; empty = none.</summary>
    public IReadOnlyList<string> Leaks(IEnumerable<Canary> canaries)
    {
        var forms = canaries.SelectMany(canary => canary.Forms.Select(form => (canary.Name, Form: form))).ToList();
        return [.. _heard.SelectMany(entry => forms.Where(one => entry.Text.Contains(one.Form, StringComparison.OrdinalIgnoreCase))
            .Select(one => $"{one.Name} in {entry.Sink}: {Around(entry.Text, one.Form)}")).Distinct()];
    }

    public ILogger CreateLogger(string categoryName) => new Ear(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private void Hear(Activity span)
    {
        if (span.Kind == ActivityKind.Client && OwnPorts.Any(port => $"{span.GetTagItem("server.port")}" == $"{port}"))
        {
            return;
        }

        Hear("spans", string.Join('\n', [
            span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Concat(span.Baggage.Select(item => new KeyValuePair<string, object?>(item.Key, item.Value)))
                .Concat(span.Events.SelectMany(happened => happened.Tags)).Select(tag => $"{tag.Key}={tag.Value}"),
        ]));
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name;
        foreach (var tag in tags)
        {
            text += $"\n{tag.Key}={tag.Value}";
        }

        Hear("metrics", text);
    }

    private static string Around(string text, string form)
    {
        var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + form.Length + 40)].ReplaceLineEndings(" ");
    }

    private sealed class Ear(LeakWatch watch, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var fields = state is IEnumerable<KeyValuePair<string, object?>> known ? string.Join('\n', known.Select(field => $"{field.Key}={field.Value}")) : "";
            var scopes = "";
            watch._scopes?.ForEachScope((scope, _) => scopes += $"\n{scope}", 0);
            watch.Hear("logs", $"{category}: {formatter(state, exception)}\n{fields}\n{exception}{scopes}");
        }
    }
}
