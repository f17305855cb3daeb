using Grpc.Health.V1;

namespace OmniForge.Server.Tests.Hosting;

public abstract class HealthTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Health_needs_no_key()
    {
        var health = new Health.HealthClient(Server.Calls(null));
        var answer = await health.CheckAsync(new HealthCheckRequest(), cancellationToken: Ct);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        using var http = new HttpClient { BaseAddress = new Uri(Server.Http) };
        Assert.Equal("ok", await http.GetStringAsync("/healthz", Ct));
    }
}

public sealed class SqliteHealthTests(SqliteServer server) : HealthTests(server);

public sealed class PostgresHealthTests(PostgresServer server) : HealthTests(server);
