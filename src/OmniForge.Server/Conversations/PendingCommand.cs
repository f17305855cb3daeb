using OmniForge.Agents.Building;

namespace OmniForge.Server.Conversations;

/// <summary>A builder command as one word with its choice, so that a crash between deciding and doing loses nothing.</summary>
internal static class PendingCommand
{
    public static string Write(BuilderCommand? command) => command switch
    {
        null => "",
        AcceptProposal accept => $"accept:{accept.Mode}",
        RejectProposal => "reject",
        StartTest test => $"test:{test.Subject}",
        Activate activate => $"activate:{activate.Evidence}",
        RunNow => "run",
        PauseAgent => "pause",
        ResumeAgent => "resume",
        UndoVersion => "undo",
        _ => throw new InvalidOperationException($"{command.GetType().Name} has no written form."),
    };

    public static BuilderCommand? Read(string written)
    {
        var parts = written.Split(':', 2);
        return parts[0] switch
        {
            "" => null,
            "accept" => new AcceptProposal(Enum.Parse<AcceptMode>(parts[1])),
            "reject" => new RejectProposal(),
            "test" => new StartTest(Enum.Parse<TestSubject>(parts[1])),
            "activate" => new Activate(Enum.Parse<TestEvidence>(parts[1])),
            "run" => new RunNow(),
            "pause" => new PauseAgent(),
            "resume" => new ResumeAgent(),
            "undo" => new UndoVersion(),
            _ => throw new InvalidOperationException($"\"{written}\" is no command."),
        };
    }
}
