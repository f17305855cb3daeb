using Google.Protobuf;
using Grpc.Core;
using OmniForge.Server.Files;
using OmniForge.Server.Tests.Agents;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Files;

public abstract class FileTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_shared_file_goes_in_and_comes_out()
    {
        var client = await ClientAsync();
        var put = await PutAsync(client, "lists/projects.csv", "a,b\n1,2\n");
        Assert.Equal((8, 64, 0), (put.Size, put.Digest.Length, put.Content.Length));
        var got = (await client.Files.GetFileAsync(new() { Path = "lists/projects.csv" }, cancellationToken: Ct)).File;
        Assert.Equal(("a,b\n1,2\n", put.Digest), (got.Content.ToStringUtf8(), got.Digest));
        await PutAsync(client, "lists/projects.csv", "new");
        Assert.Equal(3, (await client.Files.GetFileAsync(new() { Path = "lists/projects.csv" }, cancellationToken: Ct)).File.Size);
        await client.Files.DeleteFileAsync(new() { Path = "lists/projects.csv" }, cancellationToken: Ct);
        var refused = await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Files.GetFileAsync(new() { Path = "lists/projects.csv" }, cancellationToken: Ct));
        Assert.Equal(("file", "lists/projects.csv"), (refused.Facts["resource"], refused.Facts["id"]));
    }

    [Fact]
    public async Task Pages_go_through_all_files_by_path()
    {
        var client = await ClientAsync();
        foreach (var name in new[] { "b.csv", "a/z.csv", "c.csv", "a.csv" })
        {
            await PutAsync(client, name, name);
        }

        var first = await client.Files.ListFilesAsync(new() { PageSize = 3 }, cancellationToken: Ct);
        Assert.Equal(["a.csv", "a/z.csv", "b.csv"], first.Files.Select(file => file.Path));
        var second = await client.Files.ListFilesAsync(new() { PageSize = 3, PageToken = first.NextPageToken }, cancellationToken: Ct);
        Assert.Equal(("c.csv", ""), (Assert.Single(second.Files).Path, second.NextPageToken));
        var other = await ClientAsync();
        Assert.Empty((await other.Files.ListFilesAsync(new(), cancellationToken: Ct)).Files);
        await Refused.ByAsync("PAGE_TOKEN_INVALID", async () => await other.Files.ListFilesAsync(new() { PageToken = first.NextPageToken }, cancellationToken: Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../x")]
    [InlineData("a\u0000b")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        var client = await ClientAsync();
        var refused = await Refused.ByAsync("PATH_INVALID", () => PutAsync(client, path, "x"));
        Assert.Equal((StatusCode.InvalidArgument, "file.path"), (refused.Code, Assert.Single(refused.Fields)));
    }

    [Fact]
    public async Task An_agent_writes_its_own_folder_over_the_shared_one()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        await PutAsync(client, "in.csv", "shared");
        var workspace = Get<AgentWorkspaces>().Open(client.TenantId, agent.Id);
        Assert.Equal("shared"u8.ToArray(), await workspace.ReadAsync("in.csv", 100, Ct));
        await workspace.WriteAsync("in.csv", "own"u8.ToArray(), Ct);
        Assert.Equal("shared", (await client.Files.GetFileAsync(new() { Path = "in.csv" }, cancellationToken: Ct)).File.Content.ToStringUtf8());
        Assert.Equal("own", (await client.Files.GetFileAsync(new() { Path = "in.csv", AgentId = agent.Id }, cancellationToken: Ct)).File.Content.ToStringUtf8());
        Assert.Equal(agent.Id, Assert.Single((await client.Files.ListFilesAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Files).AgentId);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Files.ListFilesAsync(new() { AgentId = "unknown" }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Twenty_megabytes_fit_and_one_byte_more_does_not()
    {
        var client = await ClientAsync();
        var most = new byte[20 * 1024 * 1024];
        var put = new PutFileRequest { File = new() { Path = "big.csv", Content = UnsafeByteOperations.UnsafeWrap(most) } };
        Assert.Equal(most.Length, (await client.Files.PutFileAsync(put, cancellationToken: Ct)).File.Size);
        put.File.Content = UnsafeByteOperations.UnsafeWrap(new byte[most.Length + 1]);
        var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Files.PutFileAsync(put, cancellationToken: Ct));
        Assert.Equal(["file.content"], refused.Fields);
    }

    private static async Task<SharedFile> PutAsync(TestClient client, string path, string text)
        => (await client.Files.PutFileAsync(new() { File = new() { Path = path, Content = ByteString.CopyFromUtf8(text) } }, cancellationToken: Ct)).File;
}

public sealed class SqliteFileTests(SqliteServer server) : FileTests(server);

public sealed class PostgresFileTests(PostgresServer server) : FileTests(server);
