using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>Recorded results of one step. Each is given once, to the first call that is the same.</summary>
internal sealed class RecordedCalls(RunRecording? recording, string path)
{
    private readonly List<(RecordedCall Call, string Arguments)> _left =
        [.. (recording?.Calls.GetValueOrDefault(path) ?? []).Select(call => (call, RunJson.Canonical(call.Arguments)))];

    public ToolResult? Take(string tool, JsonObject arguments)
    {
        if (_left.Count == 0)
        {
            return null;
        }

        var wanted = RunJson.Canonical(arguments);
        var index = _left.FindIndex(known => known.Call.Tool == tool && known.Arguments == wanted);
        if (index < 0)
        {
            return null;
        }

        var call = _left[index].Call;
        _left.RemoveAt(index);
        return call.Error is { } error
            ? new ToolResult { Error = error }
            : new ToolResult { Value = RunJson.Element(call.Result), Truncated = call.Truncated };
    }
}
