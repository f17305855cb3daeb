using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.Chat;
using OmniForge.Cli.Tests.Fakes;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed partial class ChatViewTests
{
    private const string Id = "01999f0f6d2b7d3ea1b2c3d4e5f60718";

    [Fact]
    public void A_turn_is_printed_as_a_person_reads_it()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        foreach (var happened in Turn())
        {
            view.Take(happened);
        }

        Assert.Equal(
            """
            OmniForge: I read projects.csv.
              Suggested: A report of your projects
                Every Monday, at-risk projects first.
                - reads projects.csv and writes a report
                (Type /skill to read what it would write, word for word.)
              Trying it out; nothing is changed.
              · going through projects.csv
              · would create output/report.md with 12 lines
              The test passed; nothing was changed.
              You could answer: run it now · later

            """,
            screen.Text);
        Assert.Equal(ExecutionStatus.Succeeded, view.Report.Test);
        Assert.NotNull(view.Report.Activated);
    }

    [Fact]
    public void What_the_server_says_by_itself_stands_on_lines_of_its_own_and_the_prompt_comes_again()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        view.Prompt();
        view.Take(new() { MessageCompleted = new() { MessageId = Id, Text = "Notion is connected." } });
        view.Take(new() { TurnFinished = new() { Outcome = TurnOutcome.Completed } });
        view.Typed();
        Assert.Equal("You: \nOmniForge: Notion is connected.\nYou: ", screen.Text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Nothing_a_chat_prints_breaks_the_plain_language_rule()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        foreach (var happened in Turn())
        {
            view.Take(happened);
        }

        foreach (var mode in System.Enum.GetValues<ExecutionMode>())
        {
            view.Take(new() { TestEvent = new() { ExecutionAccepted = new() { Mode = mode } } });
            view.Take(new() { TurnFinished = new() { Outcome = TurnOutcome.Cancelled } });
        }

        view.Take(new() { TurnFinished = new() { Outcome = TurnOutcome.Failed } });
        view.Take(new() { ConversationClosed = new() { Reason = "IDLE" } });

        Assert.DoesNotMatch(Barred(), screen.Text);
        Assert.DoesNotContain(Id, screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_skill_is_shown_when_asked_for()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        view.ShowSkills();
        view.Take(Turn().First(happened => happened.ProposalCreated is not null));
        view.ShowSkills();

        Assert.Contains("Nothing has been written yet.", screen.Text, StringComparison.Ordinal);
        Assert.Contains("  name: project-report\n", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_the_reply_repeats_is_printed_once()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        view.Take(new() { MessageCompleted = new() { MessageId = "m", Text = "Fine. Which file?" } });
        view.Take(new() { QuestionAsked = new() { Text = "Which file?", Choices = { "a.csv", "b.csv" } } });
        view.Take(new() { TurnFinished = new() { Outcome = TurnOutcome.Completed } });

        Assert.Equal("OmniForge: Fine. Which file?\n  You could answer: a.csv · b.csv\n", screen.Text);
    }

    [Fact]
    public void The_greeting_is_printed_once_although_it_comes_twice()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        view.Greet("Hello.");
        view.Take(new() { MessageCompleted = new() { MessageId = "a", Text = "Hello." } });
        view.Take(new() { MessageCompleted = new() { MessageId = "b", Text = "Hello." } });

        Assert.Equal("OmniForge: Hello.\nOmniForge: Hello.\n", screen.Text);
    }

    [Fact]
    public void A_live_run_writes_and_says_so()
    {
        var screen = new Screen();
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        var write = Struct.Parser.ParseJson("""{"file_path": "output/report.md"}""");
        view.Take(new() { TestEvent = new() { ExecutionAccepted = new() { Mode = ExecutionMode.Live } } });
        view.Take(new() { TestEvent = new() { ToolRequested = new() { Tool = "Write", Arguments = write } } });
        view.Take(new() { TestEvent = new() { ExecutionFinished = new() { Status = ExecutionStatus.Succeeded } } });

        Assert.Equal("  Running it now.\n  · writing output/report.md\n", screen.Text);
        Assert.Equal(ExecutionStatus.Succeeded, view.Report.Live);
    }

    [Fact]
    public void A_person_who_types_sees_the_reply_grow()
    {
        var screen = new Screen(typing: true);
        var view = new ChatView(screen.Terminal, SkillShowing.OnRequest);
        view.Take(new() { MessageDelta = new() { MessageId = "m", Offset = 0, Text = "Hel" } });
        Assert.Equal("OmniForge: Hel", screen.Text);
        view.Take(new() { MessageDelta = new() { MessageId = "m", Offset = 3, Text = "lo" } });
        view.Take(new() { MessageCompleted = new() { MessageId = "m", Text = "Hello." } });

        Assert.Equal("OmniForge: Hello.\n", screen.Text);
    }

    private static IEnumerable<ConversationEvent> Turn()
    {
        var proposal = new Proposal { Id = Id, Title = "A report of your projects", Rationale = "Every Monday, at-risk projects first." };
        proposal.Changes.Add(new ProposedChange
        {
            Id = Id,
            Summary = "reads projects.csv and writes a report",
            CreateSkill = new()
            {
                Files = { new SkillFile { Path = "project-report/SKILL.md", Content = ByteString.CopyFromUtf8("---\nname: project-report\n---\n") } },
            },
        });
        proposal.Changes.Add(new ProposedChange { UpsertSchedule = new() { Cron = "0 8 * * MON", TimeZone = "Europe/Berlin" } });
        var table = Struct.Parser.ParseJson("""{"source": {"file": "projects.csv"}}""");
        var write = Struct.Parser.ParseJson("""{"file_path": "output/report.md", "content": "x"}""");
        return
        [
            new() { TurnId = Id, TurnStarted = new() { Text = "x" } },
            new() { PhaseChanged = new() { From = ConversationPhase.Discovery, To = ConversationPhase.OauthFlow, Cause = "webhook" } },
            new() { MessageCompleted = new() { MessageId = Id, Text = "I read projects.csv.", Actions = { "run it now", "later" } } },
            new() { ProposalCreated = new() { Proposal = proposal } },
            new() { TestEvent = new() { ExecutionId = Id, ExecutionAccepted = new() { Mode = ExecutionMode.DryRun } } },
            new() { TestEvent = new() { ExecutionId = Id, ToolRequested = new() { CallId = Id, Tool = "table_query", Arguments = table } } },
            new() { TestEvent = new() { ExecutionId = Id, ToolRequested = new() { CallId = Id, Tool = "Write", Arguments = write } } },
            new() { TestEvent = new() { ExecutionId = Id, EffectPredicted = new() { Summary = "would create output/report.md with 12 lines" } } },
            new() { TestEvent = new() { ExecutionId = Id, ExecutionFinished = new() { Status = ExecutionStatus.Succeeded } } },
            new() { TestStarted = new() { ExecutionId = Id, Mode = ExecutionMode.DryRun } },
            new() { TestFinished = new() { ExecutionId = Id, Status = ExecutionStatus.Succeeded, Summary = "The test passed; nothing was changed." } },
            new() { AgentActivated = new() { Version = 1, NextFireTimes = { At("2026-11-23T07:00:00Z"), At("2026-11-30T07:00:00Z") } } },
            new() { UsageRecorded = new() },
            new() { TurnId = Id, TurnFinished = new() { Outcome = TurnOutcome.Completed } },
        ];
    }

    private static Timestamp At(string instant) => Timestamp.FromDateTimeOffset(DateTimeOffset.Parse(instant));

    // The barred words of the plain-language rule, and what looks like an identifier or a rule for a clock.
    [GeneratedRegex(
        @"\b(web.?hooks?|apis?|oauth|json|yaml|cron|regex\w*|orchestrat\w*)\b|\b[A-Z]{2,}_[A-Z]+\b|\b[a-z]+_[a-z]+\b|\* \*|\b[0-9a-f]{32}\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}
