using System.Text.Json;
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
        StartTest { Sample: { } sample } test => $"test:{test.Subject}:{JsonSerializer.Serialize(sample)}",
        StartTest test => $"test:{test.Subject}",
        Activate activate => $"activate:{activate.Evidence}",
        RunNow => "run",
        PauseAgent => "pause",
        ResumeAgent => "resume",
        UndoVersion => "undo",
        RestoreVersion restore => $"restore:{restore.Version}",
        DeleteAgent => "delete",
        ArchiveAgent => "archive",
        UnarchiveAgent => "unarchive",
        BeginSignIn begin => $"sign_in:{begin.Integration}:{begin.Connection}",
        LookAtSignIn look => $"look:{look.Connection}",
        ListPlaces list => $"places:{list.Integration}:{list.Connection}:{list.Kind}",
        ReadPlace read => $"read:{JsonSerializer.Serialize(read.Place)}",
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
            "test" when parts[1].Split(':', 2) is [var subject, var sample] => new StartTest(Enum.Parse<TestSubject>(subject))
            {
                Sample = JsonSerializer.Deserialize<SampleFile>(sample),
            },
            "test" => new StartTest(Enum.Parse<TestSubject>(parts[1])),
            "activate" => new Activate(Enum.Parse<TestEvidence>(parts[1])),
            "run" => new RunNow(),
            "pause" => new PauseAgent(),
            "resume" => new ResumeAgent(),
            "undo" => new UndoVersion(),
            "restore" => new RestoreVersion(int.Parse(parts[1])),
            "delete" => new DeleteAgent(),
            "archive" => new ArchiveAgent(),
            "unarchive" => new UnarchiveAgent(),
            "sign_in" when parts[1].Split(':') is [var integration, var connection] => new BeginSignIn(integration, connection),
            "look" => new LookAtSignIn(parts[1]),
            "places" when parts[1].Split(':') is [var integration, var connection, var kind] => new ListPlaces(integration, connection, kind),
            "read" => new ReadPlace(JsonSerializer.Deserialize<AccountPlace>(parts[1])!),
            _ => throw new InvalidOperationException($"\"{written}\" is no command."),
        };
    }
}
