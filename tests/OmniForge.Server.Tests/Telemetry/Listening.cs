using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OmniForge.Server.Tests.Telemetry;

/// <summary>Tests that listen, and those that need nobody to listen, run one after another.</summary>
[CollectionDefinition(nameof(Listening), DisableParallelization = true)]
public sealed class Listening;

/// <summary>Hears every instrument of ours while it lives.</summary>
internal sealed class Ear : IDisposable
{
    private readonly MeterListener _listener = new();

    public Ear()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "OmniForge")
            {
                Published[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _listener.Start();
    }

    public ConcurrentDictionary<string, Instrument> Published { get; } = new();

    public ConcurrentBag<(string Name, double Value, string Tags)> Heard { get; } = [];

    public void Dispose() => _listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => Heard.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
