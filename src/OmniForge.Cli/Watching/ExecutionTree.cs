using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Watching;

/// <summary>An execution as a tree of what it did and does: steps, those at the same time together, what each called and waits for.</summary>
internal sealed class ExecutionTree(TimeProvider time)
{
    private readonly List<StepBranch> _steps = [];
    private readonly Dictionary<string, StepBranch> _byPath = [];
    private readonly long _began = time.GetTimestamp();
    private ExecutionStatus _status = ExecutionStatus.Pending;
    private string _cause = "";
    private long _tokens;
    private TimeSpan? _worked;

    /// <summary>How many steps its plan has; 0 = not known.</summary>
    public int Planned { get; init; }

    /// <summary>Name of the agent.</summary>
    public string Agent { get; init; } = "";

    public void Take(ExecutionEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ExecutionEvent.HappenedOneofCase.StatusChanged:
                (_status, _cause) = (happened.StatusChanged.To, happened.StatusChanged.Cause);
                break;
            case ExecutionEvent.HappenedOneofCase.ExecutionFinished:
                var end = happened.ExecutionFinished;
                (_status, _cause) = (end.Status, end.Failure?.Message ?? "");
                _worked = end.Usage?.ActiveTime?.ToTimeSpan();
                _tokens = end.Usage is { } usage ? usage.InputTokens + usage.OutputTokens : _tokens;
                break;
            case ExecutionEvent.HappenedOneofCase.UsageRecorded when happened.UsageRecorded.Total is { } total:
                _tokens = total.InputTokens + total.OutputTokens;
                break;
            case ExecutionEvent.HappenedOneofCase.ExecutionRecovered:
                _cause = "the server was restarted; going on with what is not finished";
                break;
            default:
                if (happened.StepPath.Length > 0)
                {
                    BranchOf(happened).Take(happened);
                }

                break;
        }
    }

    /// <summary>The tree as it is now, the root first.</summary>
    public TreeLine Draw()
    {
        var done = _steps.Count(step => step.Depth == 0 && step.Ended);
        var progress = Planned > 0 ? $"{Math.Min(done, Planned)} of {Words.Count(Planned, "step")} done" : $"{Words.Count(done, "step")} done";
        var took = Words.Span(_worked ?? time.GetElapsedTime(_began));
        var root = new TreeLine(MarkOf(_status), $"{Agent}: {string.Join(" · ", Words.Of(_status), progress, Words.Count((int)_tokens, "token"), took)}");
        if (_cause.Length > 0 && _status is not (ExecutionStatus.Running or ExecutionStatus.Succeeded))
        {
            root.Below.Add(new(Mark.None, _cause));
        }

        root.Below.AddRange(Grouped(""));
        return root;
    }

    /// <summary>Steps below a path; neighbours of the same order are drawn together, because they run at the same time.</summary>
    private IEnumerable<TreeLine> Grouped(string parent)
    {
        var own = _steps.Where(step => step.Parent == parent).ToList();
        for (var i = 0; i < own.Count;)
        {
            var group = own.Skip(i).TakeWhile(step => parent.Length == 0 && step.Order == own[i].Order).DefaultIfEmpty(own[i]).ToList();
            i += group.Count;
            if (group.Count == 1)
            {
                yield return LineOf(group[0]);
                continue;
            }

            var together = new TreeLine(group.All(step => step.Ended) ? Mark.Done : Mark.Running, $"{group.Count} steps at the same time");
            together.Below.AddRange(group.Select(LineOf));
            yield return together;
        }
    }

    private TreeLine LineOf(StepBranch step)
    {
        var line = step.Draw();
        line.Below.AddRange(Grouped(step.Path));
        return line;
    }

    private StepBranch BranchOf(ExecutionEvent happened)
    {
        if (!_byPath.TryGetValue(happened.StepPath, out var step))
        {
            _byPath[happened.StepPath] = step = new StepBranch(happened.StepPath, time);
            _steps.Add(step);
        }

        return step;
    }

    private static Mark MarkOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => Mark.Done,
        ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Rejected => Mark.Failed,
        ExecutionStatus.Cancelled => Mark.LeftOut,
        ExecutionStatus.Running or ExecutionStatus.Cancelling => Mark.Running,
        _ => Mark.Waiting,
    };
}

/// <summary>One line of the tree with what lies below it.</summary>
internal sealed record TreeLine(Mark Mark, string Text)
{
    public List<TreeLine> Below { get; } = [];
}

internal enum Mark
{
    None,
    Running,
    Waiting,
    Done,
    Failed,
    LeftOut,
}
