using Google.Protobuf;
using OmniForge.Server.Streams;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>Someone who follows one execution from wherever, falls behind, loses the line and comes back behind the last event it has.</summary>
internal sealed class Watcher(World world, string id)
{
    private readonly List<(long Sequence, ByteString Payload)> _seen = [];
    private bool _ended;

    public string Id => id;

    /// <summary>Durable events in the order they came.</summary>
    public IReadOnlyList<(long Sequence, ByteString Payload)> Seen => _seen;

    public async Task RunAsync()
    {
        while (!_ended)
        {
            var node = await world.NodeAsync();
            var line = new Line();
            using var hangUp = new CancellationTokenSource();
            var after = _seen.Count == 0 ? 0 : _seen[^1].Sequence;
            var session = node.Place.Start(() => FollowAsync(node, after, line, hangUp.Token));
            var clear = world.Weather.Clear;
            var patience = clear ? TimeSpan.FromMinutes(20) : world.Weather.Pause(TimeSpan.FromSeconds(40));
            await Task.WhenAny(session, node.Place.Gone, Task.Delay(patience, world.Clock));
            line.Open = false;
            hangUp.Cancel();
            if (session.IsFaulted)
            {
                world.Complaints.Add($"the stream of {id} behind {after} broke: {session.Exception.InnerException!.Message}");
                return;
            }

            if (clear && !session.IsCompleted)
            {
                world.Complaints.Add($"the stream of {id} behind {after} did not end in {patience}, after {_seen.Count} events");
                return;
            }
        }
    }

    private async Task<bool> FollowAsync(Node node, long after, Line line, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var seen in node.Directory.WatchAsync(Lab.Tenant, id, after, cancellationToken))
            {
                if (!line.Open)
                {
                    return false;
                }

                if (seen is { Kind: SeenKind.Event, Happened.Sequence: > 0 })
                {
                    _seen.Add((seen.Happened.Sequence, seen.Happened.Event.ToByteString()));
                }

                if (world.Weather.Roll() < 0.1)
                {
                    await world.SleepAsync(TimeSpan.FromSeconds(10));
                }
            }

            // Now and then the end is lost on the way and asked for again.
            _ended = line.Open && world.Weather.Roll() >= 0.2;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was this one who hung up.
        }

        return true;
    }

    private sealed class Line
    {
        public bool Open { get; set; } = true;
    }
}
