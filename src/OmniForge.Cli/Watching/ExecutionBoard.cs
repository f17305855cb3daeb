using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Watching;

/// <summary>All executions as a table: those that have not ended, the newest first, then those that ended last.</summary>
internal sealed class ExecutionBoard(TimeProvider time)
{
    /// <summary>Ended ones that are remembered.</summary>
    private const int Ended = 50;

    public static readonly IReadOnlyList<string> Headers = ["status", "mode", "agent", "started", "took", "id"];

    private readonly Dictionary<string, (Execution Execution, string Agent)> _unfinished = [];
    private readonly LinkedList<(Execution Execution, string Agent)> _ended = [];

    /// <param name="execution">As it now is.</param>
    /// <param name="agent">Name of its agent.</param>
    public void Take(Execution execution, string agent)
    {
        _unfinished.Remove(execution.Id);
        if (execution.CompletedAt is null)
        {
            _unfinished[execution.Id] = (execution, agent);
            return;
        }

        // After a reconnect the same end may be told again.
        if (_ended.FirstOrDefault(other => other.Execution.Id == execution.Id) is { Execution: not null } known)
        {
            _ended.Remove(known);
        }

        _ended.AddFirst((execution, agent));
        if (_ended.Count > Ended)
        {
            _ended.RemoveLast();
        }
    }

    /// <summary>`3 have not ended`.</summary>
    public string Summary => _unfinished.Count switch
    {
        0 => "Nothing runs at the moment.",
        1 => "1 has not ended.",
        var number => $"{number} have not ended.",
    };

    /// <summary>The first rows of the table.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(int most)
        => [.. _unfinished.Values.OrderByDescending(one => one.Execution.CreatedAt.ToDateTimeOffset()).ThenBy(one => one.Execution.Id, StringComparer.Ordinal)
            .Concat(_ended).Take(most).Select(Row)];

    private IReadOnlyList<string> Row((Execution Execution, string Agent) one)
    {
        var execution = one.Execution;
        var until = execution.CompletedAt?.ToDateTimeOffset() ?? time.GetUtcNow();
        var took = execution.StartedAt is { } start ? Words.Span(until - start.ToDateTimeOffset()) : "-";
        return [Words.Of(execution.Status), Words.Of(execution.Mode), one.Agent, Words.Stamp(execution.StartedAt ?? execution.CreatedAt), took, execution.Id];
    }
}
