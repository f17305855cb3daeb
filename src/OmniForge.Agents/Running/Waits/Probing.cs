using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>Looks whether a change was made, before a person is asked.</summary>
internal static class Probing
{
    /// <summary>What to do now that it is known; null = it is not.</summary>
    public static async Task<GateStep?> LookAsync(
        IProbingTool tool, JsonElement arguments, ToolContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(tool.Descriptor.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var found = await tool.ProbeAsync(arguments, context, either.Token).WaitAsync(either.Token);
            return found is null ? new GateStep.Make() : found.Ok ? new GateStep.Finish(found) : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
