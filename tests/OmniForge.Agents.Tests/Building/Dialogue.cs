using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Building;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Editing;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;
using OmniForge.Agents.Tools;
using OmniForge.Skills;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A conversation with a small stand-in for the server: it stores drafts, really runs skills, and keeps versions.</summary>
internal sealed class Dialogue
{
    private readonly MemoryWorkspace _workspace;
    private StoredAgent _agent = new();
    private bool _quiet;
    private int _version;

    public Dialogue(params string[] files)
        : this(Tables.World(files), files)
    {
    }

    public Dialogue(BuilderWorld world, params string[] files)
        : this(world, Tables.Workspace(files))
    {
    }

    public Dialogue(BuilderWorld world, MemoryWorkspace workspace)
    {
        World = world;
        _workspace = workspace;
        Turns.Add(Builder.Greet(world));
        State = Turns[0].State;
        Check(Turns[0]);
    }

    public BuilderWorld World { get; set; }

    public BuilderState State { get; private set; }

    public List<BuilderTurn> Turns { get; } = [];

    /// <summary>Everything said in answer to the last line, command outcomes included.</summary>
    public string Reply { get; private set; } = "";

    public TurnReading Reading { get; private set; }

    public ProposalDraft? Proposal { get; private set; }

    public List<BuilderCommand> Commands { get; } = [];

    public Wish Wish => State.Wish;

    public Phase Phase => State.Phase;

    public MemoryWorkspace Workspace => _workspace;

    public AccountDesk Desk { get; private init; } = new();

    /// <summary>A new conversation of the same person, in which the agent made here is one that exists.</summary>
    public Dialogue Later()
    {
        var name = ProposalWriter.Name(State, World);
        var opened = new OpenedAgent("a1", name, State.Standing, State.History)
        {
            SkillName = State.SkillName,
            Skills = State.Skills,
            Tables = State.Tables,
            Rules = Wish.When?.Rules ?? [],
            Test = State.Test,
        };
        var world = World with { Agents = [.. World.Agents.Where(known => known.Id != opened.Id), new("a1", name, State.Standing)], AgentId = null };
        var later = new Dialogue(world, _workspace) { Desk = Desk, _agent = _agent };
        later.Shelf["a1"] = opened;
        return later;
    }

    /// <summary>The server's own turn: somebody has signed in, or has not.</summary>
    public async Task<string> NoticeAsync(CommandOutcome outcome)
    {
        Reply = "";
        _quiet = true;
        await FollowAsync(Builder.Continue(State, outcome, World));
        _quiet = false;
        return Reply;
    }

    /// <summary>The account is connected from now on; the builder is not told.</summary>
    public KnownAccount Connect(string integration, string name = "Harbor Studio", string? connection = null)
    {
        var account = new KnownAccount(connection ?? $"c-{integration}", integration, name, AccountStanding.Usable);
        World = World with { Accounts = [.. World.Accounts.Where(known => known.Connection != account.Connection), account] };
        return account;
    }

    /// <summary>Opens the link that waits, allows it, and has the server notice.</summary>
    public Task<string> SignInAsync()
    {
        var wait = State.SignIn!;
        return NoticeAsync(new SignedIn(wait.Connection, Connect(wait.Integration, connection: wait.Connection)));
    }

    public static async Task<Dialogue> HoldAsync(string[] files, params string[] lines)
    {
        var dialogue = new Dialogue(files);
        foreach (var line in lines)
        {
            await dialogue.SayAsync(line);
        }

        return dialogue;
    }

    /// <summary>Agents that exist besides the one that is built here, by id.</summary>
    public Dictionary<string, OpenedAgent> Shelf { get; } = [];

    public async Task<string> SayAsync(string line)
    {
        var mention = AgentFinder.Find(line, State, World);
        if (mention.One is { } agent)
        {
            State = AgentOpening.Open(State, Shelf[agent.Id], World);
            World = World with { AgentId = agent.Id };
            _version = Shelf[agent.Id].Versions[^1].Version;
        }

        var turn = Mentions.Answer(State, mention, World) ?? Builder.Take(State, GrammarReader.Read(mention.Words, State, World), World);
        Reading = turn.Reading;
        Reply = "";
        await FollowAsync(turn);
        return Reply;
    }

    private async Task FollowAsync(BuilderTurn turn)
    {
        Note(turn);
        for (var command = turn.Command; command is not null; command = turn.Command)
        {
            Commands.Add(command);
            turn = Builder.Continue(State, Desk.Answer(command) ?? await CarryOutAsync(command), World);
            Note(turn);
        }
    }

    private void Note(BuilderTurn turn)
    {
        Check(turn);
        Turns.Add(turn);
        Reply = Reply.Length == 0 ? turn.Reply : Reply + "\n" + turn.Reply;
        Proposal = turn.Proposal ?? Proposal;

        // Every state survives a restart.
        State = BuilderStateJson.Read(BuilderStateJson.Write(turn.State));
        Assert.Equal(BuilderStateJson.Write(turn.State), BuilderStateJson.Write(State));
    }

    private async Task<CommandOutcome> CarryOutAsync(BuilderCommand command)
    {
        switch (command)
        {
            case AcceptProposal accept:
                _agent = _agent.After(State.Proposal!);
                _version = accept.Mode == AcceptMode.NewVersion ? _version + 1 : 0;
                return new ProposalAccepted(_version, []);
            case RejectProposal:
                return new ProposalRejected();
            case StartTest test:
                var (tested, steps) = await RunAsync(test.Subject == TestSubject.Proposal ? _agent.After(State.Proposal!) : _agent, RunMode.DryRun, test.Sample);
                return tested.End == RunEnd.Succeeded
                    ? new TestPassed(tested.Result, [State.Wish.To is { } to ? $"would post to {to.Id} in Slack" : "would save a report"]) { Steps = steps }
                    : new TestFailed(tested.Failure?.Message ?? "it did not work");
            case Activate:
                _version = 1;
                return new Activated(1, []);
            case RunNow:
                var (run, done) = await RunAsync(_agent, RunMode.Live);
                return run.End == RunEnd.Succeeded ? new RunFinished(run.Result, null) { Steps = done } : new RunFailed(run.Failure?.Message ?? "no reason");
            case PauseAgent:
                return new AgentPaused();
            case ResumeAgent:
                return new AgentResumed([]);
            case UndoVersion:
                return new VersionUndone(++_version, []);
            default:
                throw new InvalidOperationException(command.ToString());
        }
    }

    /// <summary>The agent as last accepted.</summary>
    public StoredAgent Agent => _agent;

    private async Task<(RunOutcome Outcome, IReadOnlyList<StepSeen> Steps)> RunAsync(StoredAgent agent, RunMode mode, SampleFile? sample = null)
    {
        var log = new ListLog();
        var outcome = await Runs.RunAsync(
            new RunRequest
            {
                ExecutionId = "e1",
                Plan = agent.Plan(),
                Input = [],
                Model = new OfflineChatClient(),
                Tools = [.. BuiltInTools.All(), .. Desk.Tools()],
                Workspace = _workspace,
                StartedAt = World.Now,
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
                Mode = mode,
                MockData = sample is null ? new Dictionary<string, System.Text.Json.JsonElement>()
                    : new Dictionary<string, System.Text.Json.JsonElement> { [SampleFiles.Prefix + sample.Path] = System.Text.Json.JsonSerializer.SerializeToElement(sample.Text) },
            },
            log,
            new FakeTimeProvider(World.Now));
        return (outcome, [.. log.Events.Select(happened => happened switch
        {
            StepFinished finished => new StepSeen(finished.Step.Key, false, finished.Step.Output),
            StepSkipped skipped => new StepSeen(skipped.Step.Key, true, null),
            _ => null,
        }).OfType<StepSeen>()]);
    }

    public static JsonObject Query(ProposalDraft proposal)
    {
        var text = proposal.Changes.Select(change => change switch
        {
            CreateSkill create => create.Text,
            EditSkill edit => edit.Text,
            _
            => null
        }).First(found => found is not null)!;
        var start = text.IndexOf("```json", StringComparison.Ordinal) + 7;
        return (JsonObject)JsonNode.Parse(text[start..text.IndexOf("```", start, StringComparison.Ordinal)])!;
    }

    private void Check(BuilderTurn turn)
    {
        PlainTalk(turn.Reply);
        foreach (var action in turn.Actions.Except(Tables.ColumnNames).Except(World.Files.SelectMany(file => file.Columns).Select(column
            => column.Name)))
        {
            PlainTalk(action);
        }

        if (turn.Question is { } question)
        {
            PlainTalk(question.Text);
        }

        Assert.True(turn.Reply.Length > 0 || turn.Command is not null || _quiet, "a turn without words");
        foreach (var change in turn.Proposal?.Changes ?? [])
        {
            PlainTalk(change.Summary);
            var text = change switch { CreateSkill create => create.Text, EditSkill edit => edit.Text, _ => null };
            if (text is not null)
            {
                foreach (var profile in Enum.GetValues<SkillProfile>())
                {
                    Assert.Empty(SkillDocument.Parse(text).Validate(profile).Where(found
                        => found.Severity == SkillSeverity.Error).Select(found => found.Message));
                }

                Assert.True(text.Length < 5 * 1024);
                Assert.True(SkillDocument.Parse(text).Description!.Length <= 80);
            }
        }
    }

    public static void PlainTalk(string text) => Assert.True(TestKit.PlainTalk.Offence(text) is null, TestKit.PlainTalk.Offence(text) + " in: " + text);
}
