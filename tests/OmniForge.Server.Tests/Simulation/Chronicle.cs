using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>What happened in a simulation, to be read by whoever looks for the reason of a complaint.</summary>
internal sealed class Chronicle(TimeProvider clock)
{
    private readonly List<string> _lines = [];
    private readonly DateTimeOffset _begin = clock.GetUtcNow();

    public IReadOnlyList<string> Lines => _lines;

    public void Tell(string what) => _lines.Add($"{Since(clock.GetUtcNow())} {what}");

    /// <summary>Adds what is stored of every execution.</summary>
    public void Close(ForgeStore store)
    {
        using var db = store.Open(Lab.Tenant);
        foreach (var row in db.ExecutionEvents.AsNoTracking().OrderBy(row => row.ExecutionId).ThenBy(row => row.Sequence))
        {
            var happened = ExecutionEvent.Parser.ParseFrom(row.Payload);
            var what = happened.HappenedCase switch
            {
                ExecutionEvent.HappenedOneofCase.StatusChanged => happened.StatusChanged.ToString(),
                ExecutionEvent.HappenedOneofCase.ToolRequested => happened.ToolRequested.ToString(),
                ExecutionEvent.HappenedOneofCase.ToolFinished => happened.ToolFinished.ToString(),
                ExecutionEvent.HappenedOneofCase.StepFinished => happened.StepFinished.Step.Status.ToString(),
                ExecutionEvent.HappenedOneofCase.ExecutionFinished => happened.ExecutionFinished.Status.ToString(),
                _ => "",
            };
            var where = $"{row.ExecutionId} {row.Sequence} {Since(happened.OccurredAt.ToDateTimeOffset())} epoch {happened.Epoch} step {happened.StepPath}";
            _lines.Add($"{where} {happened.HappenedCase} {what}");
        }
    }

    private string Since(DateTimeOffset time) => (time - _begin).TotalSeconds.ToString("000.000", CultureInfo.InvariantCulture);
}

/// <summary>A simulation that is over.</summary>
/// <param name="Complaints">What must not have happened; empty = all is well.</param>
internal sealed record Lived(IReadOnlyList<string> Complaints, IReadOnlyList<string> Chronicle);
