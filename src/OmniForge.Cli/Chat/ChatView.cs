using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Client.Streams;
using OmniForge.V1;

namespace OmniForge.Cli.Chat;

/// <summary>Prints a conversation in plain words as it happens.</summary>
internal sealed class ChatView(Terminal terminal, SkillShowing skills)
{
    private readonly MessageText _message = new();
    private ExecutionMode? _running;
    private bool _open;
    private bool _prompting;
    private bool _interrupted;
    private string? _greeting;

    public TurnReport Report { get; } = new();

    public void Take(ConversationEvent happened)
    {
        switch (happened.HappenedCase)
        {
            case ConversationEvent.HappenedOneofCase.MessageDelta when terminal.Kind.Typing:
                Stream(_message.Take(happened.MessageDelta));
                break;
            case ConversationEvent.HappenedOneofCase.MessageSnapshot when terminal.Kind.Typing:
                Stream(_message.Take(happened.MessageSnapshot));
                break;
            case ConversationEvent.HappenedOneofCase.MessageCompleted:
                Complete(happened.MessageCompleted);
                break;
            case ConversationEvent.HappenedOneofCase.QuestionAsked:
                Ask(happened.QuestionAsked);
                break;
            case ConversationEvent.HappenedOneofCase.QuestionAnswered:
                Report.Question = null;
                break;
            case ConversationEvent.HappenedOneofCase.PhaseChanged:
                Report.Phase = happened.PhaseChanged.To;
                break;
            case ConversationEvent.HappenedOneofCase.ProposalCreated:
                Propose(happened.ProposalCreated.Proposal);
                break;
            case ConversationEvent.HappenedOneofCase.TestStarted:
                BeginTest(happened.TestStarted.Mode);
                break;
            case ConversationEvent.HappenedOneofCase.TestEvent:
                Follow(happened.TestEvent);
                break;
            case ConversationEvent.HappenedOneofCase.TestFinished:
                EndTest(happened.TestFinished);
                break;
            case ConversationEvent.HappenedOneofCase.AgentActivated:
                // The reply that follows says it, with the next times.
                Report.Activated = happened.AgentActivated;
                break;
            case ConversationEvent.HappenedOneofCase.NoticeGiven when happened.NoticeGiven.Text.Length > 0:
                Line($"  ({happened.NoticeGiven.Text})");
                break;
            case ConversationEvent.HappenedOneofCase.UsageRecorded when happened.UsageRecorded.Delta is { } used:
                Line($"  ({UsageWords.Of(used)})");
                break;
            case ConversationEvent.HappenedOneofCase.BudgetWarning:
                Line("  (Most of what this conversation may use is used up.)");
                break;
            case ConversationEvent.HappenedOneofCase.TurnFinished:
                Finish(happened.TurnFinished);
                break;
            case ConversationEvent.HappenedOneofCase.ConversationClosed:
                Line("  This conversation is closed and can only be read.");
                break;
        }
    }

    /// <summary>The person is asked to type; what comes meanwhile goes on a line of its own, and the prompt comes again.</summary>
    public void Prompt()
    {
        terminal.Write("You: ");
        _prompting = true;
    }

    /// <summary>The person has typed something.</summary>
    public void Typed() => _prompting = false;

    /// <summary>What OmniForge says outside a turn.</summary>
    public void Say(string text) => Line($"OmniForge: {text}");

    /// <summary>The greeting; it comes as an event too, which is then not printed again.</summary>
    public void Greet(string text)
    {
        _greeting = text;
        if (text.Length > 0)
        {
            Say(text);
        }
    }

    public void Suggest(IReadOnlyList<string> answers)
    {
        if (answers.Count > 0)
        {
            Line($"  You could answer: {string.Join(" · ", answers)}");
        }
    }

    /// <summary>The whole text of what was last proposed.</summary>
    public void ShowSkills()
    {
        if (Report.Skills.Count == 0)
        {
            Line("  Nothing has been written yet.");
        }

        foreach (var (path, text) in Report.Skills)
        {
            Line($"  --- {path}");
            foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                Line($"  {line}");
            }

            Line("  ---");
        }
    }

    private void Stream(string fresh)
    {
        if (fresh.Length == 0)
        {
            return;
        }

        Interrupt();
        terminal.Write(_open ? fresh : $"OmniForge: {fresh}");
        _open = true;
    }

    private void Complete(ReplyCompleted reply)
    {
        Report.Reply = reply.Text;
        Report.Actions = reply.Actions;
        Report.Link = reply.OauthUrl;
        if (reply.Text == _greeting)
        {
            _greeting = null;
            return;
        }

        var fresh = _message.Whole(reply.MessageId, reply.Text);
        Interrupt();
        if (_open)
        {
            terminal.Line(fresh);
        }
        else
        {
            terminal.Line($"OmniForge: {reply.Text}");
        }

        _open = false;
    }

    private void Ask(QuestionAsked question)
    {
        Report.Question = question;
        if (question.Text.Length > 0 && !Report.Reply.Contains(question.Text, StringComparison.Ordinal))
        {
            Line($"OmniForge: {question.Text}");
        }

        if (Report.Actions.Count == 0)
        {
            Report.Actions = question.Choices;
        }
    }

    private void Propose(Proposal proposal)
    {
        Line($"  Suggested: {proposal.Title}");
        if (proposal.Rationale.Length > 0)
        {
            Line($"    {proposal.Rationale}");
        }

        foreach (var change in proposal.Changes)
        {
            if (change.Summary.Length > 0)
            {
                Line($"    - {change.Summary}");
            }
        }

        Report.Skills = ProposedSkills.Of(proposal);
        if (Report.Skills.Count > 0 && skills == SkillShowing.Whole)
        {
            ShowSkills();
        }
        else if (Report.Skills.Count > 0)
        {
            Line("    (Type /skill to read what it would write, word for word.)");
        }
    }

    /// <summary>Steps are shown live; the stored beginning of a test comes after them, with its end.</summary>
    private void Follow(ExecutionEvent step)
    {
        if (_running is null)
        {
            BeginTest(step.ExecutionAccepted?.Mode ?? ExecutionMode.Unspecified);
        }

        if (ExecutionWords.Of(step, _running ?? ExecutionMode.Unspecified) is { } line)
        {
            Line($"  · {line}");
        }

        if (step.ExecutionFinished is { } end && _running is ExecutionMode.Live)
        {
            Report.Live = end.Status;
            _running = null;
        }
    }

    private void BeginTest(ExecutionMode mode)
    {
        if (_running is not null)
        {
            return;
        }

        _running = mode;
        Line(mode switch
        {
            ExecutionMode.Live => "  Running it now.",
            ExecutionMode.Test => "  Trying it with real calls; this does not count as a run.",
            ExecutionMode.DryRun => "  Trying it out; nothing is changed.",
            _ => "  Working on it.",
        });
    }

    private void EndTest(TestFinished test)
    {
        _running = null;
        Report.Test = test.Status;
        Line(test.Summary.Length > 0 ? $"  {test.Summary}" : $"  It {Words.Of(test.Status)}.");
    }

    private void Finish(TurnFinished turn)
    {
        Report.Outcome = turn.Outcome;
        _running = null;
        switch (turn.Outcome)
        {
            case TurnOutcome.Cancelled:
                Line("  Stopped. Nothing was changed.");
                break;
            case TurnOutcome.Failed or TurnOutcome.Budget:
                Line($"OmniForge: {(turn.Error?.Message is { Length: > 0 } why ? why : "That did not work. What you said is saved; please say it again.")}");
                break;
            default:
                Suggest(Report.Actions);
                break;
        }

        if (_interrupted)
        {
            _interrupted = false;
            Prompt();
        }
    }

    private void Interrupt()
    {
        if (_prompting)
        {
            terminal.Line();
            (_prompting, _interrupted) = (false, true);
        }
    }

    private void Line(string text)
    {
        if (_open)
        {
            terminal.Line();
            _open = false;
        }

        terminal.Line(text);
    }
}

/// <summary>When the text of a proposed skill is printed. It holds code, which a chat with a person does not.</summary>
internal enum SkillShowing
{
    OnRequest,
    Whole,
}
