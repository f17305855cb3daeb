using System.Diagnostics;
using OmniForge.Agents.Tools.Commands;
using OmniForge.TestKit;

namespace OmniForge.Sandbox.Tests;

public sealed class AttackTests : IAsyncLifetime
{
    private readonly Attacks _attacks = new() { Limits = new() { Memory = 128 << 20, Workspace = 24 << 20, NewFiles = 400, Flood = 4 << 20 } };

    public ValueTask InitializeAsync() => _attacks.InitializeAsync();

    public ValueTask DisposeAsync() => _attacks.DisposeAsync();

    [Fact]
    public async Task A_fork_bomb_stops_at_the_limit_of_processes_and_nothing_of_it_is_left()
    {
        var end = await _attacks.ScriptAsync("i=0; while [ $i -lt 300 ]; do sleep 987 & i=$((i+1)); echo $i; done");

        Assert.Contains("ork", end.Errors, StringComparison.Ordinal);
        Assert.InRange(end.Output.Split('\n').Length, 20, 66);
        Assert.Empty(Running("987"));
    }

    [Fact]
    public async Task Processes_left_behind_end_with_the_command()
    {
        var end = await _attacks.ScriptAsync("setsid nohup sleep 986 >/dev/null 2>&1 & echo gone");

        Assert.Equal("gone\n", end.Output);
        Assert.Empty(Running("986"));
    }

    [Fact]
    public async Task A_full_disk_is_full_at_the_size_of_the_workspace()
    {
        var end = await _attacks.ScriptAsync("i=0; while [ $i -lt 9 ]; do head -c 8000000 /dev/zero > f$i || exit 7; i=$((i+1)); done");

        Assert.Equal(7, end.ExitCode);
        Assert.Contains("No space left", end.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    public async Task A_temporary_folder_is_full_at_64_MiB(string folder)
    {
        var end = await _attacks.ScriptAsync($"head -c 50000000 /dev/zero > {folder}/a && head -c 50000000 /dev/zero > {folder}/b");

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains("No space left", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_ends_at_64_MiB()
    {
        var end = await _attacks.ScriptAsync("head -c 70000000 /dev/zero > /tmp/a");

        Assert.Equal(153, end.ExitCode);
    }

    [Theory]
    [InlineData("i=0; while true; do : > n$i; i=$((i+1)); done")]
    [InlineData("while true; do mkdir d; cd d; done")]
    [InlineData("i=0; while true; do : > /tmp/n$i; i=$((i+1)); done")]
    public async Task Files_without_number_stop_the_command(string script)
        => Assert.Equal(CommandStop.Files, (await _attacks.ScriptAsync(script)).Stop);

    [Fact]
    public async Task A_flood_of_output_is_cut_and_stops_the_command()
    {
        var end = await _attacks.RunAsync("yes");

        Assert.Equal(CommandStop.Output, end.Stop);
        Assert.True(end.Truncated);
        Assert.Equal(64 * 1024, end.Output.Length);
    }

    [Fact]
    public async Task Memory_without_end_stops_the_command()
    {
        // Several processes, each below its own limit.
        var end = await _attacks.ScriptAsync("for i in 1 2 3 4 5 6; do perl -e '$x = \"a\" x 60000000; sleep 3; print \"whole\\n\"' & done; wait");

        Assert.True(end.Stop == CommandStop.Memory || end.Output.Split("whole").Length - 1 < 6, $"{end}");
    }

    [Fact]
    public async Task A_command_that_never_ends_is_stopped_at_its_time()
    {
        var end = await _attacks.RunAsync(new CommandWish(["sleep", "985"]) { WallTime = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(CommandStop.Time, end.Stop);
        Assert.Null(end.ExitCode);
        Assert.Empty(Running("985"));
    }

    [Fact]
    public async Task When_a_cancelled_command_returns_its_last_process_is_gone()
    {
        using var cancel = new CancellationTokenSource();
        var run = _attacks.Sandbox.Of("t").RunAsync(
            new(["sh", "-c", "trap '' TERM INT HUP; for i in 1 2 3 4 5 6 7 8 9; do sleep 984 & done; sleep 984"]), _attacks.Files, cancel.Token);
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (Running("984").Count < 10)
        {
            await Task.Delay(5, patience.Token);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Running("984"));
    }

    [Theory]
    [InlineData("cat /etc/passwd")]
    [InlineData("cat /etc/shadow /etc/hostname")]
    [InlineData("cat /proc/1/root/etc/passwd")]
    [InlineData("ls /root /home /var /work /old_root")]
    [InlineData("cat /proc/1/environ | grep -a =")]
    [InlineData("cat ../../../../etc/passwd")]
    public async Task Nothing_of_the_machine_can_be_read(string script) => Assert.NotEqual(0, (await _attacks.ScriptAsync(script)).ExitCode);

    [Fact]
    public async Task The_environment_of_the_server_is_not_inside()
    {
        Environment.SetEnvironmentVariable("OMNIFORGE_PLANTED", "secret-of-the-server");

        var end = await _attacks.RunAsync("env");

        Assert.Equal(["HOME=/agent", "LANG=C.UTF-8", "PATH=/usr/bin", "PWD=/agent"], end.Output.Trim().Split('\n').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("perl -MSocket -e 'socket(S,AF_INET,SOCK_STREAM,0) or exit 9; connect(S,sockaddr_in(PORT,inet_aton(\"127.0.0.1\"))) or exit 8'", 8)]
    [InlineData("perl -MSocket -e 'socket(S,AF_INET,SOCK_DGRAM,0) or exit 9; connect(S,sockaddr_in(53,inet_aton(\"8.8.8.8\"))) or exit 8'", 8)]
    [InlineData("perl -MSocket -e 'socket(S,40,SOCK_STREAM,0) or exit 9'", 9)]
    [InlineData("perl -MSocket -e 'socket(S,38,5,0) or exit 9'", 9)]
    [InlineData("perl -MSocket -e 'socket(S,17,3,0) or exit 9'", 9)]
    public async Task No_socket_leads_out(string script, int refused)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var end = await _attacks.ScriptAsync(script.Replace("PORT", $"{port}", StringComparison.Ordinal));

        Assert.Equal(refused, end.ExitCode);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("unshare --user true")]
    [InlineData("unshare --mount true")]
    [InlineData("nsenter --target 1 --mount true")]
    [InlineData("mount -t tmpfs none /tmp")]
    [InlineData("chroot /agent true")]
    [InlineData("ls /usr/bin/bwrap && bwrap --ro-bind / / true")]
    [InlineData("mknod /agent/disk b 254 0")]
    [InlineData("cat /proc/sys/kernel/randomize_va_space > /proc/sys/kernel/randomize_va_space")]
    [InlineData("echo h > /proc/sysrq-trigger")]
    [InlineData("touch /usr/bin/planted")]
    [InlineData("touch /planted")]
    [InlineData("touch /dev/planted")]
    [InlineData("mkdir /etc/planted")]
    public async Task No_wall_can_be_moved(string script) => Assert.NotEqual(0, (await _attacks.ScriptAsync(script)).ExitCode);

    [Fact]
    public async Task A_link_that_leads_out_is_neither_followed_nor_kept()
    {
        var end = await _attacks.ScriptAsync("ln -s /etc/passwd stolen; ln -s /etc out; mkfifo pipe; echo mine > good; cat stolen");

        Assert.NotEqual(0, end.ExitCode);
        Assert.Equal(["good"], end.Written);
        Assert.Equal(["good"], Directory.EnumerateFileSystemEntries(_attacks.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_in_place_of_a_file_does_not_change_it()
    {
        await _attacks.Files.WriteAsync("data.csv", "a,b"u8.ToArray(), TestContext.Current.CancellationToken);

        var end = await _attacks.ScriptAsync("rm data.csv; ln -s /usr/bin/env data.csv");

        Assert.Empty(end.Written);
        Assert.Contains("data.csv", Assert.Single(end.Lost), StringComparison.Ordinal);
        Assert.Equal("a,b", await File.ReadAllTextAsync(Path.Combine(_attacks.Folder, "data.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_a_command_made_unreadable_for_itself_is_named_and_hurts_nobody()
    {
        var end = await _attacks.ScriptAsync("echo x > shut; chmod 0 shut; mkdir away; echo y > away/in; chmod 0 away; echo ok > open");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("open", end.Written);
    }

    /// <summary>Processes of this machine with this word in their command.</summary>
    private static List<int> Running(string word)
        => [.. Process.GetProcesses().Where(process => Words(process.Id).Contains(word)).Select(process => process.Id)];

    private static string[] Words(int process)
    {
        try
        {
            // The walls themselves name the command too.
            var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return words[0] == "sleep" ? words : [];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
