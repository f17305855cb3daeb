using OmniForge.Server.Schedules;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

public sealed class OverlapRulesTests
{
    [Theory]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.Cron, 0, 0, "Start")]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.Cron, 1, 0, "Skip")]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.Cron, 0, 1, "Skip")]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.Manual, 1, 0, "Skip")]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.CatchUp, 1, 0, "Wait")]
    [InlineData(OverlapPolicy.Skip, FiringOrigin.Backfill, 1, 99, "Wait")]
    [InlineData(OverlapPolicy.BufferOne, FiringOrigin.Cron, 0, 0, "Start")]
    [InlineData(OverlapPolicy.BufferOne, FiringOrigin.Cron, 1, 0, "Wait")]
    [InlineData(OverlapPolicy.BufferOne, FiringOrigin.Cron, 1, 1, "Drop")]
    [InlineData(OverlapPolicy.BufferOne, FiringOrigin.CatchUp, 1, 1, "Drop")]
    [InlineData(OverlapPolicy.BufferAll, FiringOrigin.Cron, 1, 9, "Wait")]
    [InlineData(OverlapPolicy.BufferAll, FiringOrigin.Cron, 1, 10, "Drop")]
    [InlineData(OverlapPolicy.BufferAll, FiringOrigin.CatchUp, 1, 10, "Wait")]
    [InlineData(OverlapPolicy.CancelOther, FiringOrigin.Cron, 0, 0, "Start")]
    [InlineData(OverlapPolicy.CancelOther, FiringOrigin.Cron, 1, 0, "Replace")]
    [InlineData(OverlapPolicy.CancelOther, FiringOrigin.Cron, 1, 1, "Replace")]
    [InlineData(OverlapPolicy.CancelOther, FiringOrigin.Backfill, 1, 0, "Wait")]
    [InlineData(OverlapPolicy.TerminateOther, FiringOrigin.Cron, 1, 0, "Replace")]
    [InlineData(OverlapPolicy.AllowAll, FiringOrigin.Cron, 7, 0, "Start")]
    [InlineData(OverlapPolicy.AllowAll, FiringOrigin.Backfill, 7, 0, "Start")]
    public void A_time_starts_waits_or_gives_way(OverlapPolicy policy, FiringOrigin origin, int running, int waiting, string expected)
        => Assert.Equal(expected, OverlapRules.Place(policy, origin, running, [.. Enumerable.Repeat(FiringOrigin.Cron, waiting)]).ToString());

    [Fact]
    public void What_is_made_up_for_takes_no_room_from_the_present()
        => Assert.Equal(Placement.Wait, OverlapRules.Place(OverlapPolicy.BufferAll, FiringOrigin.Cron, 1, [.. Enumerable.Repeat(FiringOrigin.Backfill, 500)]));

    [Theory]
    [InlineData(0, ExecutionStatus.Failed, 1)]
    [InlineData(3, ExecutionStatus.TimedOut, 4)]
    [InlineData(3, ExecutionStatus.Rejected, 4)]
    [InlineData(3, ExecutionStatus.Cancelled, 3)]
    [InlineData(3, ExecutionStatus.Succeeded, 0)]
    public void Failures_in_a_row_are_counted(int before, ExecutionStatus end, int after) => Assert.Equal(after, EndRules.Failures(before, end));

    [Theory]
    [InlineData(4, 5, false)]
    [InlineData(5, 5, true)]
    [InlineData(99, 0, false)]
    public void Enough_of_them_pause_unless_that_is_switched_off(int failures, int limit, bool pauses) => Assert.Equal(pauses, EndRules.MustPause(failures, limit));
}
