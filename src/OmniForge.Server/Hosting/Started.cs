namespace OmniForge.Server.Hosting;

/// <summary>Waiting for the moment when every part of the server runs.</summary>
internal static class Started
{
    public static async Task StartedAsync(this IHostApplicationLifetime life, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = life.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
    }
}
