using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Cli.Watching;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class ExecutionBoardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly ExecutionBoard _board;

    public ExecutionBoardTests() => _board = new(_time);

    [Fact]
    public void What_has_not_ended_stands_above_what_ended_and_each_stands_once()
    {
        Take("a", ExecutionStatus.Running);
        Take("b", ExecutionStatus.Pending);
        Take("a", ExecutionStatus.Succeeded, ended: true);
        Take("c", ExecutionStatus.WaitingForInput);
        Take("d", ExecutionStatus.Failed, ended: true);
        Take("a", ExecutionStatus.Succeeded, ended: true);
        Assert.Equal(["c", "b", "a", "d"], _board.Rows(10).Select(row => row[^1]));
        Assert.Equal(["c", "b"], _board.Rows(2).Select(row => row[^1]));
        Assert.Equal("2 have not ended.", _board.Summary);
    }

    [Fact]
    public void Time_runs_on_for_what_runs_and_stands_still_for_what_ended()
    {
        Take("a", ExecutionStatus.Running);
        Take("b", ExecutionStatus.Cancelled, ended: true);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([("running", "2 min 1 s"), ("cancelled", "1.0 s")], _board.Rows(10).Select(row => (row[0], row[4])));
    }

    [Fact]
    public void Of_very_many_that_ended_only_the_last_are_remembered()
    {
        for (var i = 0; i < 200; i++)
        {
            Take($"e{i}", ExecutionStatus.Succeeded, ended: true);
        }

        Assert.Equal(("e199", 50), (_board.Rows(1_000)[0][^1], _board.Rows(1_000).Count));
        Assert.Equal("Nothing runs at the moment.", _board.Summary);
    }

    /// <summary>Each began a second before it was told of.</summary>
    private void Take(string id, ExecutionStatus status, bool ended = false)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var now = _time.GetUtcNow();
        var began = Timestamp.FromDateTimeOffset(now.AddSeconds(-1));
        _board.Take(
            new() { Id = id, Status = status, CreatedAt = began, StartedAt = began, CompletedAt = ended ? Timestamp.FromDateTimeOffset(now) : null },
            "Report");
    }
}
