namespace OmniForge.Server.Hosting;

/// <summary>Work that is done again and again, the first time at once. A round that fails is reported, and the next one tries again.</summary>
internal static class Rounds
{
    public static async Task RunAsync(
        TimeSpan every, TimeProvider clock, Func<CancellationToken, Task> round, Action<string> report, CancellationToken stopping)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(every, clock);
        do
        {
            try
            {
                await round(stopping);
            }
            catch (Exception trouble) when (!stopping.IsCancellationRequested)
            {
                report(trouble.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }
}
