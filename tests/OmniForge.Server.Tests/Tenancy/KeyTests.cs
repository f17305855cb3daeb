using Grpc.Core;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Tenancy;

public abstract class KeyTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task An_expired_key_says_so()
    {
        var client = await ClientAsync();
        var (_, written) = await Get<ApiKeys>().CreateAsync(client.TenantId, ["owner"], "old", TimeSpan.FromSeconds(-1), Ct);
        var refused = await Refused.ByAsync("CREDENTIAL_EXPIRED", () => ListAsync(written));
        Assert.Equal(StatusCode.Unauthenticated, refused.Code);
    }

    [Fact]
    public async Task A_revoked_key_ends_at_once()
    {
        var client = await ClientAsync();
        await ListAsync(client.Key);
        Assert.True(await Get<ApiKeys>().RevokeAsync(client.KeyId, Ct));
        await Refused.ByAsync("CREDENTIAL_INVALID", () => ListAsync(client.Key));
        Assert.False(await Get<ApiKeys>().RevokeAsync("0000000000", Ct));
    }

    [Fact]
    public async Task A_well_written_key_nobody_made_is_like_a_wrong_one()
    {
        var client = await ClientAsync();
        var wrongSecret = new ApiKeyText(client.KeyId, ApiKeyText.New().Secret).Write();
        var unknown = await Refused.ByAsync("CREDENTIAL_INVALID", () => ListAsync(ApiKeyText.New().Write()));
        Assert.Equal(unknown.Message, (await Refused.ByAsync("CREDENTIAL_INVALID", () => ListAsync(wrongSecret))).Message);
    }

    [Fact]
    public async Task A_role_nobody_knows_makes_no_key()
    {
        var refused = await Assert.ThrowsAsync<OmniForge.Server.Hosting.DomainException>(
            () => Get<ApiKeys>().CreateAsync("some-tenant", ["boss"], "", null, Ct));
        Assert.Equal(("FIELD_INVALID", "roles"), (refused.Reason, refused.Violations[0].Field));
    }

    [Fact]
    public async Task The_local_key_lies_in_a_file_of_its_owner_alone()
    {
        var path = LocalKey.PathIn(Server.Options.Home);
        await ListAsync((await File.ReadAllTextAsync(path, Ct)).Trim());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Headers_and_fields_never_choose_the_tenant()
    {
        var client = await ClientAsync();
        var other = await ClientAsync();
        var headers = new Metadata { { "x-tenant", other.TenantId }, { "tenant", other.TenantId }, { "x-user", other.KeyId } };
        await other.Agents.CreateAgentAsync(new() { Agent = new() { Name = "Theirs" } }, cancellationToken: Ct);
        Assert.Empty((await client.Agents.ListAgentsAsync(new(), headers, cancellationToken: Ct)).Agents);
    }

    private async Task ListAsync(string key) => await new AgentService.AgentServiceClient(Server.Calls(key)).ListAgentsAsync(new(), cancellationToken: Ct);
}

public sealed class SqliteKeyTests(SqliteServer server) : KeyTests(server);

public sealed class PostgresKeyTests(PostgresServer server) : KeyTests(server);
