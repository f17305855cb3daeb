using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>
/// Reads which skills a text asks for: one for each outcome at one service, in the order in which results are handed on. Words about when
/// to run, and reading, filtering, sorting and wording, make no skill of their own. Pure.
/// </summary>
internal static class Decomposer
{
    private static readonly string[] Empty =
    [
        "help", "something", "anything", "nothing", "stuff", "things", "hello", "hi", "hey", "thanks", "you", "me", "it", "this", "that", "nice",
        "good", "great", "cool", "some", "need", "want", "do", "can", "please", "for", "now", "with", "to", "an", "agent", "a", "i", "we", "make",
        "create", "build", "give", "show", "tell", "get", "what", "who", "are", "is", "how", "the", "my", "us", "automate", "new", "like", "would",
    ];

    public static Decomposition Read(string text, string? profileTimeZone)
    {
        var (rest, schedule) = WithoutTimes(text, profileTimeZone);
        return new(Parts(Steps(rest)), schedule);
    }

    /// <summary>The steps with the clauses that say them; places are those of the text.</summary>
    public static List<FlowStep> Flows(string text) => Steps(WithoutTimes(text, null).Left);

    private static List<FlowStep> Steps(string rest)
    {
        var clauses = Clauses.Cut(Pieces.Cut(rest));
        var steps = Choices.Of(clauses) ?? Flow.Of(clauses);
        if (steps.Count == 0 && IsJob(rest) && !Elsewhere(rest))
        {
            steps.Add(new(Pieces.Files));
        }

        AddUnnamedSource(clauses, steps);
        return steps;
    }

    /// <summary>"read our project list and post it to Slack": what is read and belongs to no service lies in the workspace.</summary>
    private static void AddUnnamedSource(List<Clause> clauses, List<FlowStep> steps)
    {
        if (steps.Count == 0 || steps.Exists(step => !step.Delivers) || !clauses.Exists(NamesSource))
        {
            return;
        }

        var source = new FlowStep(Pieces.Files);
        foreach (var step in steps.Where(step => step.DependsOn.Count == 0))
        {
            step.DependsOn = [source];
        }

        steps.Insert(0, source);
    }

    /// <summary>All that the work is about lies in services that there are no connections to.</summary>
    private static bool Elsewhere(string rest) => ServiceNames.Unsupported(Words.Cut(rest), _ => false).Any(name => name is not ("e-mail" or "text messages"));

    private static bool NamesSource(Clause clause)
        => clause.Kind == ClauseKind.Order && clause.Pieces.TrueForAll(piece => piece.Integration is null)
            && clause.Pieces.FindIndex(piece => Verbs.IsRead(piece.Text)) is >= 0 and var verb
            && clause.Pieces.Skip(verb + 1).Any(piece => piece.Kind == PieceKind.Word && !Empty.Contains(piece.Text));

    private static List<SkillPart> Parts(List<FlowStep> steps)
    {
        var ordered = steps.OrderBy(step => step.Order).ToList();
        var keys = new Dictionary<FlowStep, string>();
        foreach (var step in ordered)
        {
            var same = keys.Keys.Count(known => known.Integration == step.Integration);
            keys[step] = same == 0 ? step.Integration : $"{step.Integration}-{same + 1}";
        }

        return [.. ordered.Select(step => new SkillPart(
            keys[step], step.Integration, step.Order, [.. step.DependsOn.Select(other => keys[other])], step.Condition))];
    }

    /// <summary>A job names something to work on.</summary>
    private static bool IsJob(string text)
    {
        var words = Words.Cut(text);
        var talks = words.Zip(words.Skip(1)).Any(pair => pair.First.IsAny("ask", "bother", "thank", "know") && pair.Second.Is("you"));
        return !talks && GoalReading.Find(text, words, named: false) is not null && !(words[0].IsAny("what", "how", "why", "who", "which", "where") && words.Any(word => word.IsAny("you", "your", "yourself")))
            && words.Any(word => word.Kind == WordKind.Word && word.Text.Length > 1 && !Empty.Contains(word.Text.ToLowerInvariant()));
    }

    /// <summary>The text without what it says about when to run, and that as a schedule.</summary>
    private static (string Left, ScheduleReading? Schedule) WithoutTimes(string text, string? zone)
    {
        var spans = ScheduleReader.Find(text).Where(span => span.Kind == ScheduleSpanKind.When && !IsCondition(text, span)).ToList();
        var rest = text;
        foreach (var span in spans.OrderByDescending(span => span.Start))
        {
            rest = rest.Remove(span.Start, span.Length).Insert(span.Start, new(' ', span.Length));
        }

        var said = string.Join(", ", spans.Select(span => span.Text));
        if (said.Length > 0)
        {
            return (rest, ScheduleReader.Read(said, zone));
        }

        var often = ScheduleReader.Find(text).FirstOrDefault(span => span.Kind == ScheduleSpanKind.HowOften);
        return (rest, often is null ? null : ScheduleReader.Read(often.Text, zone));
    }

    /// <summary>"when an issue is critical" is about data, "when an issue is opened" about when to run.</summary>
    private static bool IsCondition(string text, ScheduleSpan span)
        => ScheduleReader.Read(span.Text, null).Kind == TriggerWish.Event && !EventWords.Happens(text[span.Start..]);
}
