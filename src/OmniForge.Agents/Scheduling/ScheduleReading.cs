namespace OmniForge.Agents.Scheduling;

/// <summary>What a phrase says about when an agent runs: rules, another way to start, or one question.</summary>
public sealed record ScheduleReading
{
    /// <summary>Null when the phrase says nothing about when to run.</summary>
    public TriggerWish? Kind { get; init; }

    /// <summary>Empty while a question is open.</summary>
    public IReadOnlyList<ScheduleRule> Rules { get; init; } = [];

    /// <summary>The one thing to ask before anything is taken; null when all is clear.</summary>
    public ScheduleQuestion? Question { get; init; }

    /// <summary>Parts that were filled in, of <see cref="ScheduleAssumptions"/>.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>For people: "every Monday at 8:00 in the morning, New York time". Empty while a question is open.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What the person said so far, oldest first. With <see cref="Current"/> enough to go on after a restart.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>The rules that a change started from; null when the first phrase stood alone.</summary>
    public IReadOnlyList<ScheduleRule>? Current { get; init; }
}

/// <summary>One question about an unclear part.</summary>
/// <param name="Reason">One of <see cref="ScheduleReasons"/>.</param>
/// <param name="Text">One plain question that names the unclear part and gives an example answer.</param>
/// <param name="Understood">The clear parts in plain words; empty when there are none.</param>
public sealed record ScheduleQuestion(string Reason, string Text, string Understood);

/// <summary>A part of a sentence that speaks about time; offsets are UTF-16.</summary>
public sealed record ScheduleSpan(int Start, int Length, string Text, ScheduleSpanKind Kind);

public enum ScheduleSpanKind
{
    /// <summary>Says when to run: "every Monday at 8".</summary>
    When,

    /// <summary>An adjective that says how often, but not when: the "weekly" of "weekly reports".</summary>
    HowOften,

    /// <summary>Months or days of the month that are left out: part of a schedule where there is one, else about dates in the rows.</summary>
    LeftOut,

    /// <summary>A habit the person tells about, not a wish: the "every Monday" of "I lose every Monday copying lists".</summary>
    Habit,
}
