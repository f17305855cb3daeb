using OmniForge.Agents.Scheduling.Phrases;

namespace OmniForge.Agents.Scheduling;

/// <summary>Reads what people say about when an agent should run. Never guesses in silence: it asks, or says what it filled in.</summary>
public static class ScheduleReader
{
    /// <summary>Reads a phrase such as "weekdays at 8:30". No zone in the phrase and none in the profile: it asks.</summary>
    public static ScheduleReading Read(string phrase, string? profileTimeZone) => Resume([phrase], null, profileTimeZone);

    /// <summary>Merges an answer into what was understood before. On a reading without a question it is a change.</summary>
    public static ScheduleReading Answer(ScheduleReading pending, string answer, string? profileTimeZone)
        => Resume([.. pending.Said, answer], pending.Current, profileTimeZone);

    /// <summary>Changes rules by a wish such as "weekdays only", "make it 9am" or "on Fridays too".</summary>
    public static ScheduleReading Change(IReadOnlyList<ScheduleRule> current, string change, string? profileTimeZone)
        => Resume([change], current, profileTimeZone);

    /// <summary>Reads again what was said so far: the way to pick up a pending question after a restart.</summary>
    public static ScheduleReading Resume(IReadOnlyList<string> said, IReadOnlyList<ScheduleRule>? current, string? profileTimeZone)
    {
        var items = current is { Count: > 0 }
            ? Changes.Apply(RuleItems.Of(current), said[0])
            : Scanned(said[0]);
        var outcome = Interpreter.Read(items, profileTimeZone);
        foreach (var answer in said.Skip(1))
        {
            items = outcome.Doubt is { } doubt ? Answers.Merge(items, doubt, answer) : Changes.Apply(RuleItems.Of(outcome.Rules), answer);
            outcome = Interpreter.Read(items, profileTimeZone);
        }

        return new()
        {
            Kind = outcome.Kind,
            Rules = outcome.Rules,
            Question = outcome.Doubt is { } open ? new(open.Reason, open.Text, outcome.Understood) : null,
            Assumed = outcome.Assumed,
            Sentence = outcome.Doubt is null ? Sentence(outcome) : "",
            Said = said,
            Current = current,
        };
    }

    /// <summary>The parts of a longer sentence that speak about when to run, in order.</summary>
    public static IReadOnlyList<ScheduleSpan> Find(string sentence) => Spans.Find(sentence);

    private static IReadOnlyList<Item> Scanned(string phrase)
    {
        var tokens = Tokenizer.Split(phrase);
        return Leftovers.With(tokens, Scanner.Scan(tokens, ZoneReach.Told));
    }

    private static string Sentence(Outcome outcome) => outcome.Kind switch
    {
        TriggerWish.OnDemand => "only when you start it",
        TriggerWish.Event => "whenever it happens",
        _ => ScheduleSentence.Describe(outcome.Rules),
    };
}
