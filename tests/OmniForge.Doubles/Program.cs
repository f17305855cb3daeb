namespace OmniForge.Doubles;

internal static class Program
{
    private static async Task Main()
    {
        await using var doubles = new ProviderSet(TimeProvider.System);
        await doubles.StartAsync(CancellationToken.None);
    }
}
