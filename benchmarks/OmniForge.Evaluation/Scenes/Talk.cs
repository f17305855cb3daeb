using OmniForge.Agents.Building;

namespace OmniForge.Evaluation.Scenes;

/// <summary>A conversation with the builder in which everything it asks to be carried out succeeds.</summary>
internal sealed class Talk(BuilderState state, BuilderWorld world, Desk desk, TurnReader reader)
{
    /// <summary>A circle of commands would be a fault of the builder.</summary>
    private const int MostCommands = 10;

    public BuilderState State { get; private set; } = state;

    /// <summary>How the last line was read.</summary>
    public TurnReading Reading { get; private set; }

    /// <summary>The last words of the builder.</summary>
    public string Reply { get; private set; } = "";

    public bool Activated { get; private set; }

    public static Talk Start(BuilderWorld world, Desk desk, TurnReader reader) => new(Builder.Greet(world).State, world, desk, reader);

    public async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        var understood = await reader(line, State, world, cancellationToken);
        var turn = Builder.Take(State, understood, world);
        (State, Reading, Reply) = (turn.State, turn.Reading, turn.Reply);
        for (var done = 0; turn.Command is { } command && done < MostCommands; done++)
        {
            turn = Builder.Continue(State, desk.Answer(command) ?? Outcome(command), world);
            (State, Reply) = (turn.State, turn.Reply);
        }
    }

    private CommandOutcome Outcome(BuilderCommand command)
    {
        Activated |= command is Activate;
        return command switch
        {
            AcceptProposal accept => new ProposalAccepted(accept.Mode == AcceptMode.NewVersion ? State.History.Count + 1 : 0, []),
            RejectProposal => new ProposalRejected(),
            StartTest => new TestPassed(null, []),
            Activate => new Activated(1, []),
            RunNow => new RunFinished(null, null),
            PauseAgent => new AgentPaused(),
            ResumeAgent => new AgentResumed([]),
            UndoVersion => new VersionUndone(State.History.Count + 1, []),
            _ => new CommandRefused("That cannot be done here."),
        };
    }
}
