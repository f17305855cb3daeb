using System.Text;
using OmniForge.Agents.Tools.Commands;

namespace OmniForge.Sandbox.Tests;

public sealed class CommandTests : IAsyncLifetime
{
    private readonly Attacks _sandbox = new();

    public ValueTask InitializeAsync() => _sandbox.InitializeAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task A_command_sees_the_files_of_the_agent_and_what_it_writes_comes_back()
    {
        await Write("in/list.txt", "b\na\n");
        await Write("same.txt", "same");

        var end = await _sandbox.ScriptAsync("mkdir out; sort in/list.txt > out/list.txt; touch same.txt; echo done; echo careful >&2");

        Assert.Equal((0, CommandStop.None, "done\n", "careful\n", false), (end.ExitCode, end.Stop, end.Output, end.Errors, end.Truncated));
        Assert.Equal(["out/list.txt"], end.Written);
        Assert.Empty(end.Lost);
        Assert.Equal("a\nb\n", await Read("out/list.txt"));
    }

    [Fact]
    public async Task A_change_of_the_same_size_and_time_is_seen()
    {
        await Write("a.txt", "one");

        var end = await _sandbox.ScriptAsync("cp -p a.txt b.txt; printf two > a.txt; touch -r b.txt a.txt; rm b.txt");

        Assert.Equal(["a.txt"], end.Written);
        Assert.Equal("two", await Read("a.txt"));
    }

    [Fact]
    public async Task What_a_command_deletes_stays_and_is_named()
    {
        await Write("a.txt", "one");

        var end = await _sandbox.RunAsync("rm", "a.txt");

        Assert.Contains("a.txt", Assert.Single(end.Lost), StringComparison.Ordinal);
        Assert.Equal("one", await Read("a.txt"));
    }

    [Fact]
    public async Task Files_of_a_command_that_was_stopped_or_only_looks_are_not_kept()
    {
        var stopped = await _sandbox.RunAsync(new CommandWish(["sh", "-c", "echo x > a; sleep 99"]) { WallTime = TimeSpan.FromMilliseconds(400) });
        var looking = await _sandbox.RunAsync(new CommandWish(["sh", "-c", "echo x > b"]) { Files = CommandFiles.Discarded });

        Assert.Equal((CommandStop.Time, CommandStop.None), (stopped.Stop, looking.Stop));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_sandbox.Folder));
    }

    [Fact]
    public async Task Words_reach_the_program_as_they_are()
    {
        var end = await _sandbox.RunAsync("printf", "%s|", "a b", "$HOME", "`id`", "*", "; ls", "", "--help");

        Assert.Equal("a b|$HOME|`id`|*|; ls||--help|", end.Output);
    }

    [Theory]
    [InlineData("no-such-program", 127)]
    [InlineData("false", 1)]
    public async Task The_exit_code_is_the_programs_own(string program, int code) => Assert.Equal(code, (await _sandbox.RunAsync(program)).ExitCode);

    [Fact]
    public async Task A_signal_is_an_exit_code_above_128() => Assert.Equal(128 + 15, (await _sandbox.ScriptAsync("kill -TERM $$")).ExitCode);

    [Fact]
    public async Task Output_is_cut_at_its_cap_without_splitting_a_character()
    {
        var end = await _sandbox.RunAsync(new CommandWish(["printf", "%s", new string('ä', 50)]) { OutputCap = 11 });

        Assert.True(end.Truncated);
        Assert.Equal("äääää", end.Output);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced() => Assert.Equal("a\uFFFDb", (await _sandbox.RunAsync("printf", "a\\377b")).Output);

    [Fact]
    public async Task Standard_input_is_empty() => Assert.Equal(0, (await _sandbox.RunAsync("cat")).ExitCode);

    [Fact]
    public async Task Awk_and_other_programs_behind_links_are_there()
        => Assert.Equal("3\n", (await _sandbox.RunAsync("awk", "BEGIN { print 1 + 2 }")).Output);

    [Fact]
    public async Task Many_commands_side_by_side_all_end()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 12).Select(
            i => _sandbox.Sandbox.Of($"t{i % 5}").RunAsync(new(["echo", $"{i}"]), _sandbox.Files, TestContext.Current.CancellationToken)));

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}\n"), ends.Select(end => end.Output));
    }

    private Task Write(string path, string text) => _sandbox.Files.WriteAsync(path, Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    private Task<string> Read(string path) => File.ReadAllTextAsync(Path.Combine(_sandbox.Folder, path), TestContext.Current.CancellationToken);
}
