namespace OmniForge.Server.Hosting;

/// <summary>The server is about to stop: nothing new is begun, and clients are told to go elsewhere.</summary>
internal sealed class Draining
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Begun => _begun.Task.IsCompleted;

    /// <summary>Ends when it begins.</summary>
    public Task Started => _begun.Task;

    public void Begin() => _begun.TrySetResult();

    public static DomainException Refusal() => new(Hosting.Refusal.Unavailable, "SERVER_DRAINING", "This server is stopping. Try again at once: another one, or this one after its restart, goes on; nothing is lost.")
    {
        RetryAfter = TimeSpan.FromMilliseconds(50),
    };
}
