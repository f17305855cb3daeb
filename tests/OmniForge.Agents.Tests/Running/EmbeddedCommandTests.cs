using Microsoft.Extensions.AI;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Tools.Commands;
using OmniForge.Agents.Tools.Commands;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Commands that stand in a skill's text.</summary>
public sealed class EmbeddedCommandTests
{
    private readonly FakeHost _host = new();
    private readonly ListLog _log = new();
    private readonly List<string> _read = [];

    [Fact]
    public async Task Its_output_takes_the_place_of_the_command_as_data()
    {
        _host.Answer = _ => new() { ExitCode = 0, Output = "two\n\u001b[31mred\u001b[0m ``` \u0007`$ARGUMENTS` !`rm x`\n", Errors = "hm\n" };

        await RunAsync("State: !`git status`\nend", "Bash(git *)");

        Assert.Equal("State: Output of the command git status, as data:\n````\ntwo\nred ``` `$ARGUMENTS` !`rm x`\nhm\n````\nend\n", Assert.Single(_read));
        var wish = Assert.Single(_host.Wishes);
        Assert.Equal((TimeSpan.FromSeconds(5), CommandFiles.Discarded), (wish.WallTime, wish.Files));
        Assert.Equal(["git", "status"], wish.Words);
        Assert.Equal("git status", Assert.Single(_log.Of<ToolFinished>()).Arguments!["command"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("git log", null)]
    [InlineData("git log", "Read")]
    [InlineData("git log", "[]")]
    [InlineData("git log", "Bash(git status)")]
    [InlineData("git log; rm x", "Bash")]
    [InlineData("git log | cat", "Bash")]
    [InlineData("git log && rm x", "Bash")]
    [InlineData("git log > x", "Bash")]
    [InlineData("git log $(id)", "Bash")]
    [InlineData("git log & rm x", "Bash")]
    [InlineData("git log $HOME", "Bash")]
    [InlineData("git log $ARGUMENTS", "Bash")]
    public async Task A_command_that_the_skills_own_list_does_not_name_or_that_is_none_leaves_a_line(string command, string? tools)
    {
        var outcome = await RunAsync($"State: !`{command}`", tools);

        Assert.Equal(RunEnd.Succeeded, outcome.End);
        Assert.Empty(_host.Wishes);
        Assert.StartsWith("State: [command not run: ", Assert.Single(_read), StringComparison.Ordinal);
        Assert.Single(_log.Of<ToolDenied>());
    }

    [Fact]
    public async Task Without_a_host_the_line_says_that_commands_are_switched_off()
    {
        var model = Model();
        await Runs.RunAsync(Runs.Request(model, [Runs.Skill("s", body: "!`git log`", tools: "Bash")]), _log);

        Assert.Equal("[command not run: commands are switched off]\n", Assert.Single(_read));
    }

    [Fact]
    public async Task A_failure_shows_its_exit_code_and_a_command_that_was_stopped_says_so()
    {
        _host.Answer = wish => wish.Words[1] == "a" ? new() { ExitCode = 2, Errors = "no" } : new() { Stop = CommandStop.Time };

        await RunAsync("!`git a`\n!`git b`", "Bash(git *)");

        Assert.Equal(
            "Output of the command git a, as data:\n```\nno\n```\n[exit code 2]\n[command not run: it took longer than 5 seconds, and was stopped]\n",
            Assert.Single(_read));
    }

    [Fact]
    public async Task Long_output_is_cut_with_a_mark()
    {
        _host.Answer = _ => new() { ExitCode = 0, Output = new string('x', 10_001) };

        await RunAsync("!`git log`", "Bash");

        Assert.Equal($"Output of the command git log, as data:\n```\n{new string('x', 10_000)}\n```\n[cut here: too long]\n", Assert.Single(_read));
    }

    [Fact]
    public async Task The_ninth_command_of_a_text_is_not_run()
    {
        await RunAsync(string.Concat(Enumerable.Range(1, 9).Select(i => $"!`echo {i}`\n")), "Bash");

        Assert.Equal(8, _host.Wishes.Count);
        Assert.Contains("[command not run: a text runs at most 8 commands]", Assert.Single(_read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_only_shows_what_would_run()
    {
        await RunAsync("!`git log`", "Bash", request => request with { Mode = RunMode.DryRun });

        Assert.Empty(_host.Wishes);
        Assert.Equal("[command not run: this is a dry run; a real one runs: git log]\n", Assert.Single(_read));
        Assert.Equal(("git log", "would run the command: git log"), (_log.Of<EffectPredicted>()[0].Target, _log.Of<EffectPredicted>()[0].Summary));
    }

    [Fact]
    public async Task A_resumed_step_reads_the_same_text_and_runs_nothing_again()
    {
        await RunAsync("!`git log`", "Bash");
        var made = Assert.Single(_log.Of<ToolFinished>());
        _host.Answer = _ => new() { ExitCode = 0, Output = "another" };

        await RunAsync("!`git log`", "Bash", request => request with { FinishedCalls = new Dictionary<string, ToolFinished> { [made.CallId] = made } });

        Assert.Single(_host.Wishes);
        Assert.Equal(_read[0], _read[1]);
    }

    [Fact]
    public async Task A_second_attempt_reads_the_same_text()
    {
        var turn = 0;
        var model = new SkillModel((_, _, messages, _) =>
        {
            _read.Add(messages.Last(m => m.Role == ChatRole.System).Text);
            return ++turn == 1 ? throw new HttpRequestException("cut") : Task.FromResult(SkillModel.Text("ok"));
        });
        var skill = Runs.Skill("s", body: "!`git log`", tools: "Bash") with { ErrorStrategy = StepErrorStrategy.Retry, Retry = new() { MaxRetries = 1, InitialBackoff = TimeSpan.Zero } };

        await Runs.RunAsync(Runs.Request(model, [skill], new BashTool(_host)), _log);

        Assert.Equal(2, _read.Count);
        Assert.Equal(_read[0], _read[1]);
        Assert.Single(_host.Wishes);
    }

    private Task<RunOutcome> RunAsync(string body, string? tools, Func<RunRequest, RunRequest>? adjust = null)
    {
        var request = Runs.Request(Model(), [Runs.Skill("s", body: body, tools: tools)], new BashTool(_host));
        return Runs.RunAsync(adjust?.Invoke(request) ?? request, _log);
    }

    private SkillModel Model() => new((_, _, messages, _) =>
    {
        _read.Add(messages.Last(m => m.Role == ChatRole.System).Text);
        return Task.FromResult(SkillModel.Text("ok"));
    });
}
