namespace OmniForge.Server.Connections;

/// <summary>Tells whoever waits for an account on this node that one may be usable now. A look at the rows says which.</summary>
internal sealed class ConnectionNews
{
    public event Action? Usable;

    public void Tell() => Usable?.Invoke();
}
