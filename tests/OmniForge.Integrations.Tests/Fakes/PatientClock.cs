using Microsoft.Extensions.Time.Testing;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>
/// A clock on which waiting costs nothing: while a task is not done, time is moved on. Time limits of requests never end on it, for
/// how long a fake takes on a busy machine must decide nothing.
/// </summary>
internal sealed class PatientClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => callback.Method.DeclaringType?.FullName?.Contains(nameof(CancellationTokenSource), StringComparison.Ordinal) == true
            ? new Never()
            : base.CreateTimer(callback, state, dueTime, period);

    public async Task<T> PassAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            Advance(Step);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        }

        return await task;
    }

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
