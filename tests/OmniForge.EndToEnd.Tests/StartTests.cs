using System.Net;
using System.Net.Sockets;
using OmniForge.TestKit;

namespace OmniForge.EndToEnd.Tests;

public sealed class StartTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_stops_cleanly_when_it_is_told_to()
    {
        using var home = new TempFolder();
        await using var server = await ServerProcess.StartAsync(home.Path, "", Ct);
        Assert.True(File.Exists(Path.Combine(home.Path, "server.json")));
        Assert.Equal(0, await server.TerminateAsync(Ct));
        Assert.False(File.Exists(Path.Combine(home.Path, "server.json")));
    }

    [Fact]
    public async Task The_local_key_can_be_read_by_its_owner_only()
    {
        using var home = new TempFolder();
        await using var server = await ServerProcess.StartAsync(home.Path, "", Ct);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(home.Path, "local.key")));
    }

    [Fact]
    public async Task A_second_server_on_one_data_folder_is_refused()
    {
        using var home = new TempFolder();
        await using var server = await ServerProcess.StartAsync(home.Path, "", Ct);
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct);
        Assert.Equal(2, code);
        Assert.Contains("Another server already uses", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_what_to_do()
    {
        using var home = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct, ("OMNIFORGE_GRPC_PORT", $"{((IPEndPoint)taken.LocalEndpoint).Port}"));
        Assert.Equal(2, code);
        Assert.Contains("OMNIFORGE_GRPC_PORT", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OMNIFORGE_GRPC_PORT", "many")]
    [InlineData("OMNIFORGE_HTTP_PORT", "70000")]
    [InlineData("OMNIFORGE_TIME_ZONE", "Middle/Earth")]
    [InlineData("DATABASE_URL", "mysql://somewhere/else")]
    [InlineData("CREDENTIAL_ENCRYPTION_KEY", "hunter2")]
    [InlineData("CREDENTIAL_ENCRYPTION_KEY_FILE", "/nowhere/to/be/found")]
    [InlineData("Vault__Active", "k1")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string name, string value)
    {
        using var home = new TempFolder();
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct, (name, value));
        Assert.Equal(2, code);
        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal), complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_this_machine_makes_the_key_of_its_vault_and_does_not_start_without_it_again()
    {
        using var home = new TempFolder();
        var key = home.At("vault.key");
        await using (await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }

        File.Move(key, home.At("elsewhere"));
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct);
        Assert.Equal(2, code);
        Assert.Contains($"{key} is gone", complaint, StringComparison.Ordinal);
        File.Move(home.At("elsewhere"), key);
        await using var again = await ServerProcess.StartAsync(home.Path, "", Ct);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_without_a_stack_trace()
    {
        using var home = new TempFolder();
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct, ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));
        Assert.Equal(2, code);
        Assert.Contains("DATABASE_URL", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_refused_and_left_alone()
    {
        using var home = new TempFolder();
        await using (await ServerProcess.StartAsync(home.Path, "", Ct))
        {
        }

        await Sqlite.RunAsync(Path.Combine(home.Path, "omniforge.db"), "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Future', '99.0')", Ct);
        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct);
        Assert.Equal(2, code);
        Assert.Contains("newer than this program", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_others_can_read_stops_the_start()
    {
        using var home = new TempFolder();
        await using (await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            File.SetUnixFileMode(Path.Combine(home.Path, "local.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        var (code, complaint) = await ServerProcess.RefusedAsync(home.Path, "", Ct);
        Assert.Equal(2, code);
        Assert.Contains("chmod 600", complaint, StringComparison.Ordinal);
    }
}
