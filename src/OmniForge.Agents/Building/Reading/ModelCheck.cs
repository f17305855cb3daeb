using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Languages;
using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Holds a model's reading against the grammar and against what really exists.</summary>
internal static class ModelCheck
{
    /// <summary>Moves, plain commands and a plain yes are the same with any model.</summary>
    public static bool Settled(TurnUnderstanding grammar)
        => grammar.Reading is TurnReading.Back or TurnReading.Undo or TurnReading.Restart or TurnReading.Cancel or TurnReading.Yes
            || (grammar.Act != TurnAct.None && grammar.Reading is TurnReading.Statement);

    /// <summary>
    /// The grammar's reading with what a model may add to it. Where anything goes to, which account is used, what is done and what is
    /// agreed to stays the grammar's: a model reads pages and cells of strangers beside the message, and may do what they say.
    /// </summary>
    public static TurnUnderstanding Merge(TurnUnderstanding read, TurnUnderstanding grammar, BuilderState state, BuilderWorld world)
    {
        if (read.Reading == TurnReading.Yes)
        {
            return grammar.Reading == TurnReading.Unclear && ForeignYes.Is(read.Words) ? grammar with { Reading = TurnReading.Yes } : grammar;
        }

        var own = new OwnWords(read.Words);
        var files = read.Files.Where(file => world.Files.Any(known => known.File == file)).ToList();
        var table = TableView.Of(world, state.Wish.File ?? (files is [var only] ? only : grammar.Files is [var named] ? named : null));
        var (change, unclear) = ModelContent.Known(read, grammar, table, own);
        var when = grammar.Event is null ? Time(read.When, own, state, world) : null;
        return grammar with
        {
            Reading = Allowed(read.Reading) ? read.Reading : grammar.Reading,
            Files = files.Count > 0 ? files : grammar.Files,
            Services = [.. read.Services.Where(ServiceNames.Known.Contains).Union(grammar.Services)],
            Unsupported = [.. read.Unsupported.Select(own.Of).OfType<string>().Union(grammar.Unsupported)],
            Change = change,
            Unclear = unclear,
            LaterWords = table is null ? grammar.LaterWords : null,
            When = when ?? grammar.When,
            WhenDisputed = Tongue.Of(read.Words) is null or Tongue.English && Disputed(when, grammar.When, state, world),
            Goal = own.Of(read.Goal) ?? grammar.Goal ?? (read.Goal is null ? null : read.Words.Trim()),
            Name = own.Of(read.Name) ?? grammar.Name,
            Answer = read.Answer is { } answer && (table?.Exactly(answer) is not null || state.Question?.Choices.Contains(answer) == true)
                ? answer
                : grammar.Answer,
            Fault = read.Fault,
        };
    }

    /// <summary>Moves belong to the grammar.</summary>
    private static bool Allowed(TurnReading reading)
        => reading is TurnReading.No or TurnReading.Later or TurnReading.Change or TurnReading.Question or TurnReading.Unclear or TurnReading.Statement;

    /// <summary>The person's words about time, or their English when they are a time; anything else is not about time.</summary>
    private static string? Time(string? when, OwnWords own, BuilderState state, BuilderWorld world)
        => own.Of(when) ?? (when is { Length: < 120 } && ScheduleReader.Read(when, state.Zone ?? world.TimeZone) is { Rules.Count: > 0, Question: null } ? when : null);

    /// <summary>True when both read a time and the rules differ. In another language the grammar has no say.</summary>
    private static bool Disputed(string? read, string? grammar, BuilderState state, BuilderWorld world)
    {
        if (read is null || grammar is null || string.Equals(read.Trim(), grammar.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var zone = state.Zone ?? world.TimeZone;
        var one = ScheduleReader.Read(read, zone);
        var other = ScheduleReader.Read(grammar, zone);
        return one.Kind != other.Kind || !one.Rules.SequenceEqual(other.Rules);
    }
}
