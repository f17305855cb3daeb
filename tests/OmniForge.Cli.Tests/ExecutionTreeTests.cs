using Microsoft.Extensions.Time.Testing;
using OmniForge.Cli.Watching;
using OmniForge.V1;
using Spectre.Console;

namespace OmniForge.Cli.Tests;

public sealed class ExecutionTreeTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Steps_of_one_order_are_drawn_together_and_called_skills_below_their_step()
    {
        var tree = New(planned: 3);
        Take(tree, Running(), Started("1", "fetch", 1), Started("2", "rates", 1), Called("1", "1:1", "Read"), Ended("1", "fetch", 1), Ended("2", "rates", 1));
        Take(tree, Started("3", "report", 2), Started("3/1", "wording", 1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            """
            Running Report: running · 2 of 3 steps done · 0 tokens · 2.0 s
              Done 2 steps at the same time
                Done step 1 fetch · 1 tool call · 1.5 s
                  LeftOut reading a file
                Done step 2 rates · 1.5 s
              Running step 3 report · 2.0 s
                Running step 3/1 wording · 2.0 s
            """,
            Written(tree));
    }

    [Fact]
    public void A_question_is_shown_where_it_was_asked_until_it_is_answered()
    {
        var tree = New();
        Take(tree, Running(), Started("1", "send", 1), new() { StepPath = "1", InterruptOpened = new() { Interrupt = new() { Id = "1:1", Prompt = "Send it?" } } });
        Take(tree, new ExecutionEvent { StatusChanged = new() { From = ExecutionStatus.Running, To = ExecutionStatus.WaitingForInput, Cause = "somebody is asked" } });
        var waiting = Written(tree);
        Assert.Contains("Waiting Report: waiting for a person", waiting, StringComparison.Ordinal);
        Assert.Contains("Waiting step 1 send", waiting, StringComparison.Ordinal);
        Assert.Contains("Waiting waits for an answer: Send it?", waiting, StringComparison.Ordinal);
        Take(tree, Running(), new() { StepPath = "1", InterruptResolved = new() { InterruptId = "1:1", Decision = Decision.Approve } });
        Assert.DoesNotContain("Send it?", Written(tree), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_call_says_why_a_repeated_step_counts_and_the_end_is_at_the_root()
    {
        var tree = New();
        Take(tree, Running(), Started("1", "read", 1), Called("1", "1:1", "Read"));
        Take(tree, new ExecutionEvent { StepPath = "1", ToolFinished = new() { CallId = "1:1", Failure = new() { Message = "There is no such file." } } });
        Take(tree, new ExecutionEvent { StepPath = "1", StepRetryScheduled = new() { Cause = new() { Message = "away" } } });
        Assert.Contains("Waiting step 1 read", Written(tree), StringComparison.Ordinal);
        Take(tree, Started("1", "read", 1, attempt: 2), new() { StepPath = "1", StepFinished = new() { Step = new() { SkillName = "read", Order = 1, Status = StepStatus.Failed, Failure = new() { Message = "Still not." } } } });
        Take(tree, new ExecutionEvent { StepPath = "2", StepSkipped = new() { Reason = SkipReason.EarlierStop } });
        Take(tree, new ExecutionEvent { ExecutionFinished = new() { Status = ExecutionStatus.Failed, Failure = new() { Message = "It did not work." }, Usage = new() { InputTokens = 3, OutputTokens = 4 } } });
        Assert.Equal(
            """
            Failed Report: failed · 2 steps done · 7 tokens · 0.0 s
              None It did not work.
              Failed step 1 read, attempt 2 · 1 tool call · 0.0 s
                Failed reading a file: There is no such file.
                None Still not.
              LeftOut step 2
                None not reached
            """,
            Written(tree));
    }

    [Fact]
    public void A_long_step_shows_its_last_calls_and_counts_the_others()
    {
        var tree = New();
        Take(tree, Running(), Started("1", "read", 1));
        Take(tree, [.. Enumerable.Range(1, 30).Select(n => Called("1", $"1:{n}", $"tool{n}"))]);
        var lines = Written(tree).Split('\n');
        Assert.Equal(2 + 1 + 8, lines.Length);
        Assert.Contains("22 calls before", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_wrote_cannot_drive_the_terminal()
    {
        var tree = New();
        Take(tree, Running(), Started("1", "[red]x[/] \u001b[2J", 1));
        var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 100;
        console.Write(LiveTree.Draw(tree.Draw()));
        Assert.Contains("[red]x[/]", written.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', written.ToString());
    }

    private ExecutionTree New(int planned = 0) => new(_time) { Agent = "Report", Planned = planned };

    private static void Take(ExecutionTree tree, params ExecutionEvent[] events) => Array.ForEach(events, tree.Take);

    private static ExecutionEvent Running() => new() { StatusChanged = new() { From = ExecutionStatus.Pending, To = ExecutionStatus.Running, Cause = "a slot is free" } };

    private static ExecutionEvent Started(string path, string skill, int order, int attempt = 1)
        => new() { StepPath = path, StepStarted = new() { Skill = skill, Order = order, Attempt = attempt } };

    private static ExecutionEvent Called(string path, string id, string tool) => new() { StepPath = path, ToolRequested = new() { CallId = id, Tool = tool } };

    private static ExecutionEvent Ended(string path, string skill, int order)
    {
        var step = new Step { SkillName = skill, Order = order, Status = StepStatus.Succeeded };
        step.StartedAt = new() { Seconds = 1 };
        step.CompletedAt = new() { Seconds = 2, Nanos = 500_000_000 };
        return new() { StepPath = path, StepFinished = new() { Step = step } };
    }

    private static string Written(ExecutionTree tree) => string.Join('\n', Lines(tree.Draw(), 0));

    private static IEnumerable<string> Lines(TreeLine line, int depth)
        => line.Below.SelectMany(below => Lines(below, depth + 1)).Prepend($"{new string(' ', depth * 2)}{line.Mark} {line.Text}");
}
