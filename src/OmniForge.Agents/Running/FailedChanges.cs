using System.Text.Json.Nodes;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>
/// Changes of one step that were sent and ended with an error, over all its attempts. The same call sent again is the same change: it
/// carries the key of the first, and one that may have happened and cannot be repeated is asked about.
/// </summary>
internal sealed class FailedChanges
{
    private readonly Dictionary<(string Tool, string Arguments), FailedChange> _open = [];

    /// <param name="finished">What was written down before this run, by call id.</param>
    public FailedChanges(string stepPath, IReadOnlyDictionary<string, ToolFinished> finished, Func<string, bool> changes)
    {
        foreach (var (_, call) in EarlierCalls.InOrder(stepPath, finished))
        {
            if (call.Arguments is { } arguments && changes(call.Tool))
            {
                Take(call, arguments);
            }
        }
    }

    /// <summary>The failed change that this call repeats; null when it is a new one.</summary>
    public FailedChange? Find(string tool, JsonObject arguments)
        => _open.Count == 0 ? null : _open.GetValueOrDefault((tool, RunJson.Canonical(arguments)));

    public void Take(ToolFinished call, JsonObject arguments)
    {
        if (call.Error is null && _open.Count == 0)
        {
            return;
        }

        var change = (call.Tool, RunJson.Canonical(arguments));
        if (call.Error is not { } error)
        {
            _open.Remove(change);
            return;
        }

        var before = _open.GetValueOrDefault(change);
        var doubt = before?.Doubt == Doubt.MayHaveHappened || MayHaveHappened(error.Code) ? Doubt.MayHaveHappened : Doubt.None;
        _open[change] = new FailedChange(before?.CallId ?? call.CallId, doubt);
    }

    /// <summary>The others are answers of somebody who looked at the call and did not do it.</summary>
    private static bool MayHaveHappened(ToolErrorCode code) => code is ToolErrorCode.Unavailable or ToolErrorCode.Timeout or ToolErrorCode.InDoubt;
}

/// <param name="CallId">The first call of it, whose key all its repetitions carry.</param>
internal sealed record FailedChange(string CallId, Doubt Doubt);
