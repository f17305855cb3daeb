using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Turns;

/// <summary>A turn while it is decided: the state as it will be, and what is said and changed on the way.</summary>
internal sealed class Drafted(BuilderState state, BuilderWorld world, TurnReading reading)
{
    private readonly List<string> _lines = [];
    private readonly List<PhaseChange> _phases = [];
    private readonly Wish _before = state.Wish;
    private readonly BuilderQuestion? _asked = state.Question;
    private IReadOnlyList<string> _actions = [];
    private bool _proposalDropped;

    public BuilderState State { get; set; } = state;

    public BuilderWorld World => world with { Tables = State.Tables };

    /// <summary>Shown with the reply, to be opened.</summary>
    public string? Link { get; set; }

    public BuilderCommand? Command { get; set; }

    /// <summary>What the person said; empty when the turn goes on after a command.</summary>
    public string Words { get; init; } = "";

    public ProposalDraft? Proposal { get; private set; }

    public TableProfile? Table => TableView.ProfileOf(World, State.Wish.File);

    public Wish Wish => State.Wish;

    public string Name => ProposalWriter.Name(State, World);

    /// <summary>Requirements that differ from before the turn.</summary>
    public IReadOnlyList<(string Key, string? Before, string? After)> Changed => Differences.Of(_before, State.Wish, World);

    /// <summary>The times differ from before the turn, in an agent whose table was known by then.</summary>
    public bool Retimed => _before.File is not null && State.Wish.When is { } when && !(_before.When is { } before && before.Rules.SequenceEqual(when.Rules));

    public void Say(string line)
    {
        if (line.Length > 0)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Before all that was said so far.</summary>
    public void SayFirst(IReadOnlyList<string> lines) => _lines.InsertRange(0, lines);

    /// <summary>From now on the turn is about this source.</summary>
    public void Speak(int source)
    {
        if (State.Wish.At != source)
        {
            State = State with { Wish = State.Wish with { At = source } };
        }
    }

    public void Offer(params IReadOnlyList<string> actions) => _actions = actions;

    public void Move(Phase to, string cause)
    {
        if (State.Phase != to)
        {
            _phases.Add(new(State.Phase, to, cause));
            State = State with { Phase = to };
        }
    }

    public void Ask(QuestionKind kind, string text, IReadOnlyList<string> choices, IReadOnlyList<string>? actions = null)
    {
        State = State with { Question = new(kind, text, choices) };
        Say(text);
        Offer(actions ?? choices);
    }

    public void Propose(ProposalDraft proposal)
    {
        Proposal = proposal;
        State = State with { Proposal = proposal };
    }

    public void DropProposal()
    {
        _proposalDropped = State.Proposal is not null;
        State = State with { Proposal = null };
    }

    public BuilderTurn Done()
    {
        if (world.OfflineModel && !State.OfflineSaid)
        {
            _lines.Add("I am working without a language model, so I understand English only, and plain and short sentences work best.");
            State = State with { OfflineSaid = true };
        }

        var differences = Differences.Of(_before, State.Wish, World);
        return new()
        {
            State = State,
            Reply = Talking.Say.Lines(_lines),
            Actions = _actions,
            Question = ReferenceEquals(State.Question, _asked) ? null : State.Question,
            PhaseChanges = _phases,
            RequirementChanges = [.. differences.Select(one => new RequirementChange(one.Key, one.After)), .. Goal()],
            Plan = Plan(differences.Count > 0),
            Proposal = Proposal,
            ProposalDropped = _proposalDropped && Proposal is null,
            Command = Command,
            Link = Link,
            Reading = reading,
        };
    }

    /// <summary>The first words show the plan as they say it; later it is that of the wish.</summary>
    private PlanSketch? Plan(bool changed)
    {
        if (Words.Length > 0 && _before is { Goal.Length: 0, Sources.Count: 0, Deliveries.Count: 0, When: null }
            && reading is TurnReading.Statement or TurnReading.Change && PlanSketches.OfWords(Words, State.Zone ?? world.TimeZone, world.Now) is { } first)
        {
            return first;
        }

        return changed || !_before.Services.SequenceEqual(State.Wish.Services) ? PlanSketches.Of(State.Wish, World) : null;
    }

    private IEnumerable<RequirementChange> Goal()
        => _before.Goal == State.Wish.Goal ? [] : [new RequirementChange("goal", State.Wish.Goal.Length > 0 ? State.Wish.Goal : null)];
}
