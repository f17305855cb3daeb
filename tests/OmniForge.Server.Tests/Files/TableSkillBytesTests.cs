using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;

namespace OmniForge.Server.Tests.Files;

/// <summary>Skill files kept in the database.</summary>
public abstract class TableSkillBytesTests(ServerFixture fixture) : ServerTests(fixture)
{
    private TableSkillBytes Bytes => new(Get<ForgeStore>());

    [Fact]
    public async Task The_same_content_put_by_many_at_once_is_stored_once()
    {
        var tenant = (await ClientAsync()).TenantId;
        var content = Encoding.UTF8.GetBytes("# A skill, äöü");

        var digests = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Bytes.PutAsync(tenant, content, Ct)));

        var digest = Assert.Single(digests.Distinct());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), digest);
        Assert.Equal(content, await Bytes.ReadAsync(tenant, digest, Ct));
        await using var db = Get<ForgeStore>().Open(tenant);
        Assert.Equal(content.Length, (await db.SkillBytes.SingleAsync(Ct)).Size);
    }

    [Fact]
    public async Task Contents_of_another_tenant_are_not_there()
    {
        var (mine, other) = ((await ClientAsync()).TenantId, (await ClientAsync()).TenantId);
        var digest = await Bytes.PutAsync(mine, "secret"u8.ToArray(), Ct);

        var missing = await Assert.ThrowsAsync<WorkspaceException>(() => Bytes.ReadAsync(other, digest, Ct));
        Assert.Equal(WorkspaceFault.NotFound, missing.Fault);
        Assert.Empty(await Bytes.SizesAsync(other, [digest], Ct));
        Assert.Equal(digest, await Bytes.PutAsync(other, "secret"u8.ToArray(), Ct));
        Assert.Equal("secret"u8.ToArray(), await Bytes.ReadAsync(other, digest, Ct));
    }

    [Fact]
    public async Task Sizes_are_told_of_what_is_there_and_of_nothing_else()
    {
        var tenant = (await ClientAsync()).TenantId;
        var (empty, some) = (await Bytes.PutAsync(tenant, Array.Empty<byte>(), Ct), await Bytes.PutAsync(tenant, new byte[70_000], Ct));

        var sizes = await Bytes.SizesAsync(tenant, [empty, some, new string('0', 64)], Ct);
        Assert.Equal((2, 0L, 70_000L), (sizes.Count, sizes[empty], sizes[some]));
    }

    [Fact]
    public async Task Damaged_content_is_never_given_out()
    {
        var tenant = (await ClientAsync()).TenantId;
        var digest = await Bytes.PutAsync(tenant, "whole"u8.ToArray(), Ct);
        var broken = "hole!"u8.ToArray();
        await Get<ForgeStore>().TransactAsync(
            tenant, (db, ct) => db.SkillBytes.Where(row => row.Digest == digest).ExecuteUpdateAsync(set => set.SetProperty(row => row.Content, broken), ct), Ct);

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => Bytes.ReadAsync(tenant, digest, Ct));
        Assert.Contains("restore the database", damaged.Message, StringComparison.Ordinal);
    }
}

public sealed class SqliteTableSkillBytesTests(SqliteServer fixture) : TableSkillBytesTests(fixture);

public sealed class PostgresTableSkillBytesTests(PostgresServer fixture) : TableSkillBytesTests(fixture);
