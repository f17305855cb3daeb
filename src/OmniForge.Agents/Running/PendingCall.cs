using System.Text.Json.Nodes;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>A call on its way from its request to its result.</summary>
/// <param name="Arguments">Null when they could not be read.</param>
/// <param name="Earlier">What an earlier run left of it; null = it is of this run.</param>
internal sealed record PendingCall(string Id, ITool Tool, JsonObject? Arguments, OpenCall? Earlier)
{
    /// <summary>The failed change that this one repeats; null = none.</summary>
    public FailedChange? Before { get; init; }
}
