using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Takes what was said about time into the wish, or asks about the unclear part.</summary>
internal static class Times
{
    /// <summary>True when the words said something usable about time.</summary>
    public static bool Take(Drafted turn, string phrase)
    {
        var zone = turn.State.Zone ?? turn.World.TimeZone;
        var reading = turn.State.OpenWhen is { } open
            ? ScheduleReader.Resume([.. open.Said, phrase], open.Current, zone)
            : turn.Wish.When is { OnDemand: false } when
                ? ScheduleReader.Change(when.Rules, phrase, zone)
                : ScheduleReader.Read(phrase, zone);
        if (reading.Question is not null)
        {
            turn.State = turn.State with { OpenWhen = new(reading.Said, reading.Current) };
            return true;
        }

        if (reading.Kind is TriggerWish.OnDemand or TriggerWish.Scheduled && Events.EventTalk.Keeps(turn, phrase))
        {
            return true;
        }

        switch (reading.Kind)
        {
            case TriggerWish.OnDemand:
                Put(turn, new() { OnDemand = true, Phrase = phrase, Sentence = "only when you ask for it" });
                return true;
            case TriggerWish.Scheduled when reading.Rules.Count > 0:
                Put(turn, new()
                {
                    Rules = reading.Rules,
                    Sentence = reading.Sentence,
                    Assumed = [.. reading.Assumed.Select(WhenWords.Assumed)],
                    Phrase = phrase,
                });
                return true;
            case TriggerWish.Event:
                turn.Say("I did not understand what I should wait for. " + (Events.EventWords.Examples(turn.World) is { Count: > 0 } examples
                    ? $"I can start {Say.Or(examples)}; or at set times." : "I can run at set times, or when you ask."));
                return true;
            default:
                return false;
        }
    }

    public static void AskPart(Drafted turn, OpenWhen open)
    {
        var reading = ScheduleReader.Resume(open.Said, open.Current, turn.State.Zone ?? turn.World.TimeZone);
        if (reading.Question is not { } question)
        {
            turn.State = turn.State with { OpenWhen = null };
            Questions.When(turn);
            return;
        }

        var understood = question.Understood.Length > 0 && !question.Text.Contains(question.Understood,
            StringComparison.OrdinalIgnoreCase) ? $"I understood: {question.Understood}. " : "";
        turn.Ask(question.Reason == ScheduleReasons.Zone ? QuestionKind.Zone : QuestionKind.WhenPart, understood + question.Text, []);
    }

    private static void Put(Drafted turn, WhenWish when)
        => turn.State = turn.State with { OpenWhen = null, Wish = turn.Wish with { When = when } };
}
