namespace OmniForge.Server.Connections;

/// <summary>Tells on this node at once that a sign-in has ended; whoever misses it finds it in the rows.</summary>
internal sealed class SignInNews
{
    public event Action? Ended;

    public void Tell() => Ended?.Invoke();
}
