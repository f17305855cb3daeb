using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;

namespace OmniForge.Agents.Tests.Tools.Commands;

public sealed class BashToolTests
{
    private readonly FakeHost _host = new();
    private readonly ToolBench _bench;

    public BashToolTests() => _bench = new(new MemoryWorkspace()) { Tools = [new BashTool(_host)] };

    [Fact]
    public async Task The_words_go_to_the_program_without_their_quotes_and_its_answer_comes_back()
    {
        _host.Answer = wish => new() { ExitCode = 3, Output = "out", Errors = "err", Truncated = true, Written = ["a.txt"], Lost = ["b.txt was deleted"] };

        var value = await _bench.ValueAsync("Bash", """{"command": "grep -c 'two words' input/a.txt"}""");

        Assert.Equal(["grep", "-c", "two words", "input/a.txt"], Assert.Single(_host.Wishes).Words);
        Assert.Equal(
            """{"exit_code":3,"output":"out","errors":"err","truncated":true,"written":["a.txt"],"not_kept":["b.txt was deleted"]}""",
            value.GetRawText());
    }

    [Theory]
    [InlineData("""{"command": "ls"}""", 30)]
    [InlineData("""{"command": "ls", "timeout": 300}""", 300)]
    public async Task It_may_take_30_seconds_or_as_long_as_is_asked_for(string arguments, int seconds)
    {
        await _bench.ValueAsync("Bash", arguments);

        Assert.Equal((TimeSpan.FromSeconds(seconds), CommandFiles.Kept), (_host.Wishes[0].WallTime, _host.Wishes[0].Files));
    }

    [Theory]
    [InlineData("""{"command": "ls; rm x"}""")]
    [InlineData("""{"command": "ls && rm x"}""")]
    [InlineData("""{"command": "cat < x"}""")]
    [InlineData("""{"command": "echo $HOME"}""")]
    [InlineData("""{"command": "/usr/bin/env"}""")]
    [InlineData("""{"command": "ls", "timeout": 301}""")]
    [InlineData("""{"command": "ls", "shell": true}""")]
    [InlineData("{}")]
    public async Task Anything_but_one_simple_command_is_refused_before_anything_runs(string arguments)
    {
        Assert.Equal(ToolErrorCode.Invalid, (await _bench.ErrorAsync("Bash", arguments)).Code);
        Assert.Empty(_host.Wishes);
    }

    [Theory]
    [InlineData(CommandStop.Time, ToolErrorCode.Timeout, "longer than 30 seconds")]
    [InlineData(CommandStop.Memory, ToolErrorCode.Budget, "memory")]
    [InlineData(CommandStop.Files, ToolErrorCode.Budget, "files")]
    [InlineData(CommandStop.Output, ToolErrorCode.Budget, "output")]
    public async Task A_command_that_was_stopped_is_an_error_that_says_by_what(CommandStop stop, ToolErrorCode code, string word)
    {
        _host.Answer = _ => new() { Stop = stop };

        var error = await _bench.ErrorAsync("Bash", """{"command": "ls"}""");

        Assert.Equal(code, error.Code);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_was_never_started_says_why()
    {
        _host.Answer = _ => throw new CommandRefusedException(ToolErrorCode.Unavailable, "Too many commands run.");

        Assert.Equal(new ToolError(ToolErrorCode.Unavailable, "Too many commands run."), await _bench.ErrorAsync("Bash", """{"command": "ls"}"""));
    }

    [Fact]
    public void It_changes_what_nobody_can_ask_about_afterwards_and_says_so_in_advance()
    {
        var tool = new BashTool(_host);

        Assert.Equal((ToolClass.Execute, ToolRepeat.Unsafe), (tool.Descriptor.Class, tool.Descriptor.Repeat));
        Assert.Equal("would run the command: sort -u a", tool.Predict(JsonElement.Parse("""{"command": "sort -u a"}""")));
    }
}
