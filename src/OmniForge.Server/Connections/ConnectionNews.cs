namespace OmniForge.Server.Connections;

/// <summary>Tells on this node that an account may be usable now, or that a sign-in came to nothing. A look at the rows says which.</summary>
internal sealed class ConnectionNews
{
    public event Action? Changed;

    public void Tell() => Changed?.Invoke();
}
