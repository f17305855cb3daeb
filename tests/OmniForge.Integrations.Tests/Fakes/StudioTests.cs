namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>Tests that change what is in the doubles: each has a studio of its own.</summary>
public abstract class StudioTests : IAsyncLifetime
{
    protected Studio Place { get; } = new();

    public ValueTask InitializeAsync() => Place.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Place.DisposeAsync();
    }
}
