using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building;

/// <summary>What became of a <see cref="BuilderCommand"/>, as stored.</summary>
public abstract record CommandOutcome;

/// <summary><paramref name="Version"/> is 0 while the agent is a draft; <paramref name="Next"/> lists the next times if it is on.</summary>
public sealed record ProposalAccepted(int Version, IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;

/// <summary>The draft would have errors or has changed underneath. <paramref name="Reason"/> is one plain sentence.</summary>
public sealed record ProposalRefused(string Reason) : CommandOutcome;

public sealed record ProposalRejected : CommandOutcome;

/// <summary>The output object of the last step, and what a real run would have changed, one plain line each.</summary>
public sealed record TestPassed(JsonObject? Result, IReadOnlyList<string> PredictedEffects) : CommandOutcome
{
    /// <summary>Each step as stored; empty = not told.</summary>
    public IReadOnlyList<StepSeen> Steps { get; init; } = [];

    /// <summary>What stood in for what would have happened, in plain words; empty = nothing had to.</summary>
    public string Sample { get; init; } = "";

    /// <summary>What the version that runs gave on the same data; null = it was not asked.</summary>
    public JsonObject? Present { get; init; }
}

/// <summary><paramref name="Message"/> is the stored plain failure text.</summary>
public sealed record TestFailed(string Message) : CommandOutcome;

public sealed record Activated(int Version, IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;

public sealed record ActivationRefused(string Reason) : CommandOutcome;

/// <summary><paramref name="File"/> is the path of the report in the workspace, if one was written.</summary>
public sealed record RunFinished(JsonObject? Result, string? File) : CommandOutcome
{
    /// <summary>Each step as stored; empty = not told.</summary>
    public IReadOnlyList<StepSeen> Steps { get; init; } = [];
}

/// <summary>What became of one step. <paramref name="Output"/> is null when it was skipped.</summary>
/// <param name="Key">Of the skill within the agent, as its proposal named it.</param>
public sealed record StepSeen(string Key, bool Skipped, JsonObject? Output);

public sealed record RunFailed(string Message) : CommandOutcome;

public sealed record AgentPaused : CommandOutcome;

public sealed record AgentResumed(IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;

public sealed record VersionUndone(int Version, IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;

/// <summary>Any other refusal, in one plain sentence.</summary>
public sealed record CommandRefused(string Reason) : CommandOutcome;

/// <summary>A link is ready; it works for <paramref name="Minutes"/> minutes.</summary>
public sealed record SignInBegun(SignInWait Wait, int Minutes) : CommandOutcome;

/// <summary>No link can be made. <paramref name="Reason"/> says what has to be done first, by whom.</summary>
public sealed record SignInImpossible(string Integration, string Reason) : CommandOutcome;

/// <summary>The person has not finished signing in.</summary>
public sealed record SignInOpen(string Connection) : CommandOutcome;

/// <summary>Signed in. <paramref name="Connection"/> is the connection it was for, which may not be the account's.</summary>
public sealed record SignedIn(string Connection, KnownAccount Account) : CommandOutcome;

/// <summary>Nothing came of it: refused, too late. <paramref name="Reason"/> is one plain sentence.</summary>
public sealed record SignInEnded(string Connection, string Reason) : CommandOutcome;

public sealed record PlacesListed(PlaceList List) : CommandOutcome;

public sealed record PlaceRead(AccountPlace Place, TableProfile Table) : CommandOutcome;

/// <summary>The account could not be asked. <paramref name="Reason"/> is plain words.</summary>
public sealed record PlaceRefused(string Reason) : CommandOutcome;

/// <summary>The new version <paramref name="Version"/> repeats <paramref name="Earlier"/>; <paramref name="Now"/> is the agent after it.</summary>
public sealed record VersionRestored(int Version, int Earlier, OpenedAgent Now, IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;

/// <summary>Somebody changed the agent since the proposal was made; nothing was applied.</summary>
public sealed record AgentChanged(OpenedAgent Now) : CommandOutcome;

public sealed record AgentDeleted : CommandOutcome;

public sealed record AgentArchived : CommandOutcome;

public sealed record AgentUnarchived : CommandOutcome;

/// <summary>Name and times are saved; no version was made.</summary>
public sealed record SettingsSaved(IReadOnlyList<DateTimeOffset> Next) : CommandOutcome;
