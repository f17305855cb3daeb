
namespace OmniForge.Server.Tests.Hosting;

/// <summary>What the tests of a running server share. A database that is not there skips them with its reason.</summary>
public abstract class ServerTests(ServerFixture fixture) : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal TestServer Server => fixture.Server;

    public virtual ValueTask InitializeAsync()
    {
        Assert.SkipWhen(fixture.Missing is not null, fixture.Missing ?? "");
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A client of a new tenant; no roles = owner.</summary>
    internal Task<TestClient> ClientAsync(params string[] roles) => Server.ClientAsync(Ct, roles);

    /// <summary>A slice's own type, to see what no RPC shows.</summary>
    internal T Get<T>()
        where T : notnull
        => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(Server.Services);
}
