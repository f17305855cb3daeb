using System.Text;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Files;

/// <summary>What every place for files promises, whether a folder or the database.</summary>
public abstract class FileSpaceTests
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_goes_in_comes_out_is_replaced_and_removed()
    {
        await using var place = await OpenAsync();
        var space = place.Space;
        Assert.Null(await space.FindAsync("a/b.txt", Ct));
        await space.WriteAsync("./a/b.txt", Bytes("one"), Ct);
        await space.WriteAsync("a/b.txt", Bytes("three"), Ct);
        await space.WriteAsync("empty.txt", Bytes(""), Ct);
        Assert.Equal("three", Encoding.UTF8.GetString(await space.ReadAsync("a/b.txt", 100, Ct)));
        Assert.Empty(await space.ReadAsync("empty.txt", 100, Ct));
        Assert.Equal(["a/b.txt 5", "empty.txt 0"], await space.ListAsync(Ct).Select(file => $"{file.Path} {file.Size}").ToListAsync(Ct));
        await space.DeleteAsync("a/b.txt", Ct);
        await space.DeleteAsync("a/b.txt", Ct);
        Assert.Null(await space.FindAsync("a/b.txt", Ct));
        Assert.Equal(WorkspaceFault.NotFound, (await RefusedAsync(() => space.ReadAsync("a/b.txt", 100, Ct))).Fault);
    }

    [Fact]
    public async Task Files_are_listed_in_the_order_of_their_bytes()
    {
        await using var place = await OpenAsync();
        foreach (var name in new[] { "b.txt", "B.txt", "a/z.txt", "a.txt", "ä.txt", "a-b.txt", "Z/1.txt" })
        {
            await place.Space.WriteAsync(name, Bytes(name), Ct);
        }

        Assert.Equal(["B.txt", "Z/1.txt", "a-b.txt", "a.txt", "a/z.txt", "b.txt", "ä.txt"], await place.Space.ListAsync(Ct).Select(file => file.Path).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../x")]
    [InlineData("a\\b")]
    [InlineData("a//b")]
    [InlineData("a\0b")]
    public async Task A_path_that_leads_elsewhere_is_refused_by_every_call(string path)
    {
        await using var place = await OpenAsync();
        Assert.Equal(WorkspaceFault.PathRefused, (await RefusedAsync(() => place.Space.FindAsync(path, Ct))).Fault);
        Assert.Equal(WorkspaceFault.PathRefused, (await RefusedAsync(() => place.Space.ReadAsync(path, 10, Ct))).Fault);
        Assert.Equal(WorkspaceFault.PathRefused, (await RefusedAsync(() => place.Space.WriteAsync(path, Bytes("x"), Ct))).Fault);
        Assert.Equal(WorkspaceFault.PathRefused, (await RefusedAsync(() => place.Space.DeleteAsync(path, Ct))).Fault);
    }

    [Fact]
    public async Task A_folder_is_no_file_and_a_file_no_folder()
    {
        await using var place = await OpenAsync();
        await place.Space.WriteAsync("a%_/b.txt", Bytes("x"), Ct);
        await place.Space.WriteAsync("a", Bytes("beside"), Ct);
        Assert.Null(await place.Space.FindAsync("a%_", Ct));
        Assert.Contains("is a folder", (await RefusedAsync(() => place.Space.WriteAsync("a%_", Bytes("x"), Ct))).Message, StringComparison.Ordinal);
        Assert.Contains("as if it were a folder", (await RefusedAsync(() => place.Space.WriteAsync("a%_/b.txt/c.txt", Bytes("x"), Ct))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_above_the_asked_size_is_not_read()
    {
        await using var place = await OpenAsync();
        await place.Space.WriteAsync("a.txt", Bytes("12345"), Ct);
        Assert.Equal(WorkspaceFault.TooLarge, (await RefusedAsync(() => place.Space.ReadAsync("a.txt", 4, Ct))).Fault);
        Assert.Equal(5, (await place.Space.ReadAsync("a.txt", 5, Ct)).Length);
    }

    [Fact]
    public async Task Parallel_writers_never_mix_their_contents()
    {
        await using var place = await OpenAsync();
        await Parallel.ForAsync(0, 24, Ct, async (i, ct) =>
        {
            await place.Space.WriteAsync("shared.txt", Bytes(new string((char)('a' + i), 10_000)), ct);
            var read = await place.Space.ReadAsync("shared.txt", 100_000, ct);
            Assert.Equal((10_000, 1), (read.Length, read.Distinct().Count()));
        });
        Assert.Single(await place.Space.ListAsync(Ct).ToListAsync(Ct));
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static Task<WorkspaceException> RefusedAsync(Func<Task> work) => Assert.ThrowsAsync<WorkspaceException>(work);

    internal abstract Task<Place> OpenAsync();

    internal sealed record Place(IFileSpace Space, Func<ValueTask> Close) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Close();
    }
}

public sealed class FolderFileSpaceTests : FileSpaceTests
{
    internal override Task<Place> OpenAsync()
    {
        var folder = new TempFolder();
        var space = new FolderFileSpace(Path.Combine(folder.Path, "files"));
        return Task.FromResult(new Place(space, () =>
        {
            space.Dispose();
            folder.Dispose();
            return ValueTask.CompletedTask;
        }));
    }
}

public sealed class TableFileSpaceTests(PostgresServer server) : FileSpaceTests
{
    [Fact]
    public async Task A_space_that_is_full_refuses_and_keeps_what_it_has()
    {
        await using var place = await OpenAsync(new() { Bytes = 10, Files = 2 });
        await place.Space.WriteAsync("a.txt", Bytes("12345678"), Ct);
        var full = await RefusedAsync(() => place.Space.WriteAsync("a.txt", Bytes("12345678901"), Ct));
        Assert.Equal(WorkspaceFault.Full, full.Fault);
        await place.Space.WriteAsync("a.txt", Bytes("1234567890"), Ct);
        await place.Space.WriteAsync("b.txt", Bytes(""), Ct);
        Assert.Contains("2 files", (await RefusedAsync(() => place.Space.WriteAsync("c.txt", Bytes(""), Ct))).Message, StringComparison.Ordinal);
        Assert.Equal(["a.txt", "b.txt"], await place.Space.ListAsync(Ct).Select(file => file.Path).ToListAsync(Ct));
    }

    [Fact]
    public async Task Many_writers_together_do_not_overfill_a_space()
    {
        await using var place = await OpenAsync(new() { Files = 5 });
        var refused = 0;
        await Parallel.ForAsync(0, 12, Ct, async (i, ct) =>
        {
            try
            {
                await place.Space.WriteAsync($"{i}.txt", Bytes("x"), ct);
            }
            catch (WorkspaceException full) when (full.Fault == WorkspaceFault.Full)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal((7, 5), (refused, await place.Space.ListAsync(Ct).CountAsync(Ct)));
    }

    [Fact]
    public async Task Two_tenants_and_two_agents_see_only_their_own_files()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var store = Get<ForgeStore>();
        var (one, two) = ($"t{Guid.CreateVersion7():N}", $"t{Guid.CreateVersion7():N}");
        await new TableFileSpace(store, one, "", TimeProvider.System).WriteAsync("a.txt", Bytes("one"), Ct);
        Assert.Null(await new TableFileSpace(store, two, "", TimeProvider.System).FindAsync("a.txt", Ct));
        Assert.Null(await new TableFileSpace(store, one, "agent", TimeProvider.System).FindAsync("a.txt", Ct));
    }

    internal override Task<Place> OpenAsync() => OpenAsync(null);

    private Task<Place> OpenAsync(FolderLimits? limits)
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        var space = new TableFileSpace(Get<ForgeStore>(), $"t{Guid.CreateVersion7():N}", "agent", TimeProvider.System, limits);
        return Task.FromResult(new Place(space, () => ValueTask.CompletedTask));
    }

    private T Get<T>()
        where T : notnull
        => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(server.Server.Services);
}
