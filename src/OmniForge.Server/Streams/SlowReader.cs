using OmniForge.Server.Hosting;

namespace OmniForge.Server.Streams;

/// <summary>A reader that takes nothing for a minute is sent away; it resumes where it was.</summary>
internal static class SlowReader
{
    private static readonly TimeSpan Blocked = TimeSpan.FromSeconds(60);

    public static async Task WithinAsync(Task write)
    {
        if (write.IsCompletedSuccessfully)
        {
            return;
        }

        try
        {
            await write.WaitAsync(Blocked);
        }
        catch (TimeoutException)
        {
            throw new DomainException(Refusal.Exhausted, "SLOW_READER", "Nothing was read from this stream for 60 seconds. Attach again after the last event you have; nothing is lost.");
        }
    }
}
