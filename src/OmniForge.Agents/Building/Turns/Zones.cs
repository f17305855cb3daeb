using OmniForge.Agents.Scheduling;
using OmniForge.Agents.Scheduling.Phrases;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Whose time counts: taken when it was asked for, asked about when somebody only said where they are.</summary>
internal static class Zones
{
    public static void Take(Drafted turn, PlaceOfTime said)
    {
        var zone = TimeZones.Read(said.Place).Id!;
        if (said.Wish == PlaceWish.Keep && zone == Present(turn))
        {
            Keep(turn);
        }
        else if (turn.State.OpenWhen is not null || turn.Wish.When is not { OnDemand: false } when)
        {
            turn.State = turn.State with { Zone = zone };
            turn.Say($"I use {ZoneWords.Say(zone)} from now on.");
            GoOn(turn);
        }
        else if (when.Rules.All(rule => rule.TimeZone == zone))
        {
            turn.Say($"It runs in {ZoneWords.Say(zone)} already.");
            GoOn(turn);
        }
        else if (said.Wish == PlaceWish.Mention)
        {
            Ask(turn, said.Place, zone);
        }
        else
        {
            Use(turn, when, zone);
        }
    }

    /// <summary>"keep the present one".</summary>
    public static void Keep(Drafted turn)
    {
        turn.Say($"It stays in {ZoneWords.Say(Present(turn))}.");
        GoOn(turn);
    }

    private static void Ask(Drafted turn, string place, string zone)
    {
        var present = ZoneWords.Say(Present(turn));
        turn.Ask(
            QuestionKind.Whereabouts, $"Shall I use {ZoneWords.Say(zone)} from now on, at the same hour of the day? At present it is {present}.", [place],
            [$"Yes, {ZoneWords.Say(zone)}", $"Keep {present}"]);
    }

    private static void Use(Drafted turn, WhenWish when, string zone)
    {
        var before = turn.Wish;
        IReadOnlyList<ScheduleRule> rules = [.. when.Rules.Select(rule => rule with { TimeZone = zone })];
        turn.State = turn.State with
        {
            Zone = zone,
            Wish = before with { When = when with { Rules = rules, Sentence = ScheduleSentence.Describe(rules) } },
            Test = turn.State.Test == TestStanding.None || turn.State.Standing != AgentStanding.Draft ? turn.State.Test : TestStanding.None,
        };
        Absorb.Keep(turn, before);
        turn.State = turn.State with { Question = null };
        Advance.Next(turn);
    }

    private static void GoOn(Drafted turn)
    {
        if (turn.State.Question is { Kind: not QuestionKind.Whereabouts })
        {
            Questions.Again(turn);
            return;
        }

        turn.State = turn.State with { Question = null };
        Moves.Settle(turn);
    }

    private static string Present(Drafted turn)
        => turn.Wish.When is { OnDemand: false, Rules: [var rule, ..] } ? rule.TimeZone : turn.State.Zone ?? turn.World.TimeZone ?? "UTC";
}
