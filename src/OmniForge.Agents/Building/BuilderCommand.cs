namespace OmniForge.Agents.Building;

/// <summary>Something the caller carries out after a turn; its outcome goes to <see cref="Builder.Continue"/>.</summary>
public abstract record BuilderCommand;

/// <summary>Accept the open proposal.</summary>
public sealed record AcceptProposal(AcceptMode Mode) : BuilderCommand;

public enum AcceptMode
{
    /// <summary>The agent is and stays a draft.</summary>
    Draft,

    /// <summary>The change becomes a new version of an agent that is on or paused.</summary>
    NewVersion,

    /// <summary>Only its name and its times change; its versions are left alone.</summary>
    Settings,
}

/// <summary>Mark the open proposal as rejected; nothing else changes.</summary>
public sealed record RejectProposal : BuilderCommand;

/// <summary>Run a dry run.</summary>
public sealed record StartTest(TestSubject Subject) : BuilderCommand
{
    /// <summary>Made-up rows instead of a file; null = what is there.</summary>
    public SampleFile? Sample { get; init; }
}

public enum TestSubject
{
    /// <summary>The agent's draft as accepted.</summary>
    Draft,

    /// <summary>The agent as it would be after the open proposal.</summary>
    Proposal,
}

/// <summary>Turn the agent on, after a passed test or a stored decision to go without.</summary>
public sealed record Activate(TestEvidence Evidence) : BuilderCommand;

public enum TestEvidence
{
    PassedTest,

    /// <summary>The person said to skip the test.</summary>
    SkippedByPerson,
}

/// <summary>One live run now.</summary>
public sealed record RunNow : BuilderCommand;

public sealed record PauseAgent : BuilderCommand;

public sealed record ResumeAgent : BuilderCommand;

/// <summary>Make a link with which the person signs in. An empty <paramref name="Connection"/> = a new one, else that one again.</summary>
public sealed record BeginSignIn(string Integration, string Connection) : BuilderCommand;

/// <summary>See what came of a sign-in.</summary>
public sealed record LookAtSignIn(string Connection) : BuilderCommand;

/// <summary>List what an account has to choose from.</summary>
public sealed record ListPlaces(string Integration, string Connection, string Kind) : BuilderCommand;

/// <summary>Read the columns and some rows of a table in an account.</summary>
public sealed record ReadPlace(AccountPlace Place) : BuilderCommand
{
    /// <summary>What happens there, when the things that it is about are listed; empty = the usual list.</summary>
    public string Event { get; init; } = "";
}

/// <summary>Publish a new version equal to the one before the present one.</summary>
public sealed record UndoVersion : BuilderCommand;

/// <summary>Publish a new version equal to this one.</summary>
public sealed record RestoreVersion(int Version) : BuilderCommand;

public sealed record DeleteAgent : BuilderCommand;

public sealed record ArchiveAgent : BuilderCommand;

public sealed record UnarchiveAgent : BuilderCommand;
