using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What a time that is to run does when the run before it is not over. Pure.</summary>
internal static class OverlapRules
{
    /// <summary>Most of its own times that wait at one time under BUFFER_ALL.</summary>
    private const int Buffer = 10;

    /// <param name="running">Executions of the schedule that have not ended.</param>
    /// <param name="waiting">Times that wait for their turn, by origin.</param>
    public static Placement Place(OverlapPolicy policy, FiringOrigin origin, int running, IReadOnlyList<FiringOrigin> waiting)
    {
        if (policy == OverlapPolicy.AllowAll || (running == 0 && waiting.Count == 0))
        {
            return Placement.Start;
        }

        if (policy is OverlapPolicy.CancelOther or OverlapPolicy.TerminateOther)
        {
            return origin == FiringOrigin.Backfill ? Placement.Wait : Placement.Replace;
        }

        // What is made up for was asked for as a whole: it runs one after another, and the buffer of the present does not limit it.
        var own = waiting.Count(other => other is FiringOrigin.Cron or FiringOrigin.Manual);
        return (policy, origin) switch
        {
            (_, FiringOrigin.Backfill) => Placement.Wait,
            (OverlapPolicy.BufferOne, _) => waiting.Count == 0 ? Placement.Wait : Placement.Drop,
            (_, FiringOrigin.CatchUp) => Placement.Wait,
            (OverlapPolicy.BufferAll, _) => own < Buffer ? Placement.Wait : Placement.Drop,
            _ => Placement.Skip,
        };
    }
}

/// <summary>Where a time that is to run goes.</summary>
internal enum Placement
{
    /// <summary>It starts now.</summary>
    Start,

    /// <summary>It waits for its turn.</summary>
    Wait,

    /// <summary>It waits for the end of what runs, which is cancelled, and takes the place of what waited.</summary>
    Replace,

    /// <summary>There is no room to wait.</summary>
    Drop,

    /// <summary>It is left out.</summary>
    Skip,
}
