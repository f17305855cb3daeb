using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Turns a conversation to an agent that exists, and keeps it true to what is stored about it.</summary>
public static class AgentOpening
{
    /// <summary>The state from which the next message is about this agent.</summary>
    public static BuilderState Open(BuilderState state, OpenedAgent agent, BuilderWorld world)
    {
        var lost = state.Question?.Kind == QuestionKind.Edit && state.Standing is AgentStanding.Active or AgentStanding.Paused
            ? $"Your change of {Say.Quote(ProposalWriter.Name(state, world))} was not saved." : "";
        var opened = Taken(
            new BuilderState
            {
                Phase = agent.Standing == AgentStanding.Draft ? Phase.Testing : Phase.Complete,
                Parked = state.Standing == AgentStanding.None ? Moves.Park(state) : state.Parked,
                OfflineSaid = state.OfflineSaid,
                Zone = state.Zone,
                Proposal = state.Proposal,
                Places = state.Places,
                Tables = agent.Tables,
            },
            agent);
        return opened with { Lead = Say.Lines(lost, Introduction(opened, agent, world)) };
    }

    /// <summary>The greeting of a conversation that begins with an agent.</summary>
    public static BuilderTurn Greet(OpenedAgent agent, BuilderWorld world)
        => Builder.Take(Open(new(), agent, world), new() { Reading = TurnReading.Statement }, world);

    /// <summary>What is known about it, as requirement keys with plain values.</summary>
    public static IReadOnlyList<RequirementChange> Points(BuilderState state, BuilderWorld world)
    {
        var seen = world with { Tables = state.Tables };
        var points = WishWords.Points(state.Wish, seen, ProposalWriter.Name(state, world));
        return state.Outside == OutsideEdit.Version ? [.. points.Where(point => point.Key is "schedule" or "name").Select(Told)] : [.. points.Select(Told)];
    }

    /// <summary>
    /// The state after somebody else changed the agent: the change in hand is made on what it is now, and no yes counts before it was
    /// shown again.
    /// </summary>
    public static BuilderState Refresh(BuilderState state, OpenedAgent now, BuilderWorld world)
    {
        var origin = state.History is [.., var last] ? last.Wish : new Wish();
        var pending = state.Question?.Kind is QuestionKind.Edit or QuestionKind.Fault or QuestionKind.Unclear or QuestionKind.When or QuestionKind.WhenPart
            && Differences.Of(origin, state.Wish, world).Count > 0;
        var kept = pending && now.Outside == OutsideEdit.None;
        var news = News(state, now, world);
        var lost = pending && !kept ? "The change you were making was not saved." : kept ? "Your change is kept; this is how it would be now." : "";
        return Taken(state, now) with
        {
            Phase = kept ? state.Phase : now.Standing == AgentStanding.Draft ? Phase.Testing : state.Phase == Phase.Idle ? Phase.Idle : Phase.Complete,
            Wish = kept ? WishMerge.Rebase(origin, state.Wish, now.Versions[^1].Wish) : now.Versions[^1].Wish,
            Question = kept ? state.Question : null,
            Lead = Say.Lines(news, lost),
            Changed = kept,
            Undo = kept ? state.Undo : [],
        };
    }

    /// <summary>The members that say what the agent is.</summary>
    internal static BuilderState Taken(BuilderState state, OpenedAgent agent) => state with
    {
        AgentId = agent.Id,
        Wish = Present(agent),
        History = [.. agent.Versions.SkipLast(1), agent.Versions[^1] with { Wish = Present(agent) }],
        Standing = agent.Standing,
        SkillName = agent.SkillName ?? state.SkillName,
        Test = agent.Test,
        Outside = agent.Outside,
        Skills = agent.SkillName is null ? state.Skills : agent.Skills,
        Tables = [.. state.Tables, .. agent.Tables.Where(table => state.Tables.All(known => known.File != table.File))],
    };

    /// <summary>The stored wish with the name and the times that count now, which are changed in other places too.</summary>
    private static Wish Present(OpenedAgent agent)
    {
        var wish = agent.Versions[^1].Wish;
        var when = wish.When is { OnDemand: false } known && known.Rules.ToHashSet().SetEquals(agent.Rules) ? known
            : agent.Rules.Count > 0 ? new WhenWish { Rules = agent.Rules, Sentence = ScheduleSentence.Describe(agent.Rules) }
            : wish.When is { OnDemand: true } asked ? asked
            : new WhenWish { OnDemand = true, Sentence = "only when you ask for it" };
        return wish with { Name = agent.Name, When = when, Goal = wish.Goal.Length > 0 ? wish.Goal : agent.Description.Length > 0 ? agent.Description : agent.Name };
    }

    private static string Introduction(BuilderState state, OpenedAgent agent, BuilderWorld world)
    {
        var standing = agent.Standing switch
        {
            AgentStanding.Active => "on",
            AgentStanding.Paused => "paused",
            AgentStanding.Archived => "archived",
            _ => "not on yet",
        };
        var times = state.Wish.When is { OnDemand: false } when ? $" It runs {when.Sentence}." : " It runs only when you ask for it.";
        return $"{Say.Quote(agent.Name)} is {standing}.{times}" + agent.Outside switch
        {
            OutsideEdit.Version => " " + OutsideEdits.Written(state),
            OutsideEdit.Draft => " " + OutsideEdits.Unfinished(state),
            _ => $" {Does(state, world)}",
        };
    }

    private static string Does(BuilderState state, BuilderWorld world)
    {
        var seen = world with { Tables = state.Tables };
        var reads = state.Wish.Sources.Select((source, at) => source.From is { } from ? PlaceWords.Source(from, SkillPlan.Table(state.Wish, at, seen))
            : source.File is { } file ? Say.Quote(file) : "nothing yet").DefaultIfEmpty("nothing yet");
        var ways = state.Wish.Deliveries.Select(way => way.To is { } to ? $"sends {PlaceWords.Target(way, to)}" : "saves a report").DefaultIfEmpty("saves a report");
        return $"It reads {Say.And(reads)} and {Say.And(ways)}.";
    }

    private static string News(BuilderState state, OpenedAgent now, BuilderWorld world)
    {
        var seen = state.History is [.., var last] ? last.Version : 0;
        var fresh = now.Versions.Where(version => version.Version > seen).ToList();
        var name = Say.Quote(now.Name);
        return fresh.Count > 0 ? $"{name} was changed meanwhile: {string.Join("; ", fresh.TakeLast(3).Select(version => Histories.Line(version, world, state)))}"
            : now.Standing != state.Standing ? now.Standing switch
            {
                AgentStanding.Paused => $"{name} was paused meanwhile.",
                AgentStanding.Active => $"{name} was turned on meanwhile.",
                AgentStanding.Archived => $"{name} was archived meanwhile.",
                _ => "",
            }
            : $"{name} was changed meanwhile.";
    }

    private static RequirementChange Told((string Key, string Value) point) => new(point.Key, point.Value);
}
