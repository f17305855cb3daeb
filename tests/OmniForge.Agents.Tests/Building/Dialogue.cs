using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Building;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tests.Running;
using MemoryWorkspace = OmniForge.Agents.Tests.Tools.MemoryWorkspace;
using OmniForge.Agents.Tools;
using OmniForge.Skills;

namespace OmniForge.Agents.Tests.Building;

/// <summary>A conversation with a small stand-in for the server: it stores drafts, really runs skills, and keeps versions.</summary>
internal sealed partial class Dialogue
{
    private readonly MemoryWorkspace _workspace;
    private string _skill = "";
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

    public static async Task<Dialogue> HoldAsync(string[] files, params string[] lines)
    {
        var dialogue = new Dialogue(files);
        foreach (var line in lines)
        {
            await dialogue.SayAsync(line);
        }

        return dialogue;
    }

    public async Task<string> SayAsync(string line)
    {
        var understood = GrammarReader.Read(line, State, World);
        var turn = Builder.Take(State, understood, World);
        Reading = turn.Reading;
        Reply = "";
        Note(turn);
        for (var command = turn.Command; command is not null; command = turn.Command)
        {
            Commands.Add(command);
            turn = Builder.Continue(State, await CarryOutAsync(command), World);
            Note(turn);
        }

        return Reply;
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
                _skill = State.Proposal!.Changes.Select(change => change switch
                {
                    CreateSkill create => create.Text,
                    EditSkill edit
                    => edit.Text,
                    _ => null
                }).FirstOrDefault(text => text is not null) ?? _skill;
                _version = accept.Mode == AcceptMode.NewVersion ? _version + 1 : 0;
                return new ProposalAccepted(_version, []);
            case RejectProposal:
                return new ProposalRejected();
            case StartTest test:
                var text = test.Subject == TestSubject.Proposal
                    ? State.Proposal!.Changes.OfType<EditSkill>().Select(edit => edit.Text).FirstOrDefault() ?? _skill
                    : _skill;
                return await RunAsync(text, RunMode.DryRun) is { End: RunEnd.Succeeded } passed
                    ? new TestPassed(passed.Result, ["would save a report"])
                    : new TestFailed("it did not work");
            case Activate:
                _version = 1;
                return new Activated(1, []);
            case RunNow:
                var run = await RunAsync(_skill, RunMode.Live);
                return run.End == RunEnd.Succeeded ? new RunFinished(run.Result, null) : new RunFailed(run.Failure?.Message ?? "no reason");
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

    public Task<RunOutcome> RunAsync(string skill, RunMode mode) => Runs.RunAsync(
        new RunRequest
        {
            ExecutionId = "e1",
            Plan = new AgentPlan
            {
                AgentId = "a1",
                Name = "Reporter",
                Skills = [new() { Key = "report", Name = SkillDocument.Parse(skill).Name!, Order = 1, Text = skill, Digest = "d" }],
                GrantedTools = ["table_query", "Write"],
            },
            Input = [],
            Model = new OfflineChatClient(),
            Tools = BuiltInTools.All(),
            Workspace = _workspace,
            StartedAt = World.Now,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            Mode = mode,
        },
        new ListLog(),
        new FakeTimeProvider(World.Now));

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

        Assert.True(turn.Reply.Length > 0 || turn.Command is not null, "a turn without words");
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

    /// <summary>Words in quotation marks, table lines and file names are the person's own.</summary>
    public static void PlainTalk(string text)
    {
        var own = string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('|')));
        own = Own().Replace(own, "");
        Assert.DoesNotMatch(Barred(), own);
    }

    [GeneratedRegex("\"[^\"]*\"|[A-Za-z0-9_]+\\.(?:csv|json)")]
    private static partial Regex Own();

    [GeneratedRegex(@"\b(web[- ]?hook|api|oauth|json|yaml|cron|regex|orchestrat)\w*\b|\b[A-Z]+_[A-Z]+\b|[a-z]_[a-z]|Exception|\* \*",
        RegexOptions.IgnoreCase)]
    private static partial Regex Barred();
}
