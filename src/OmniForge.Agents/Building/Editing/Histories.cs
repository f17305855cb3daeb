using System.Globalization;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Building.Turns;

namespace OmniForge.Agents.Building.Editing;

/// <summary>Answers about the versions of an agent: what changed, since when, by whom.</summary>
internal static class Histories
{
    private const int Shown = 5;

    public static string Answer(Drafted turn, TurnUnderstanding said)
    {
        var versions = turn.State.History.Where(version => version.Version > 0).ToList();
        if (versions.Count == 0)
        {
            return "Nothing is saved as a version yet.";
        }

        var sentence = Words.Join(Words.Cut(said.Words)).ToLowerInvariant();
        if (SinceReading.Two(sentence) is { } two)
        {
            return Compared(turn, two.From, two.To);
        }

        if (said.Act == TurnAct.TellWho)
        {
            var asked = SinceReading.Number(sentence) is { } number ? versions.Where(version => version.Version == number).ToList() : [.. versions.TakeLast(3).Reverse()];
            return asked.Count > 0 ? Say.Lines(asked.Select(version => Line(version, turn.World, turn.State))) : Missing(turn, SinceReading.Number(sentence) ?? 0);
        }

        if (SinceReading.Number(sentence) is { } since)
        {
            return sentence.Contains("in version", StringComparison.Ordinal) || sentence.Contains("did version", StringComparison.Ordinal)
                ? versions.Find(version => version.Version == since) is { } one ? Line(one, turn.World, turn.State) : Missing(turn, since)
                : versions.Exists(version => version.Version == since) ? Since(turn, versions, version => version.Version > since, $"version {since}")
                : Missing(turn, since);
        }

        return SinceReading.Instant(sentence, turn.World.Now, Zone(turn.State, turn.World)) is { } from
            ? Since(turn, versions, version => version.At >= from, Date(from, turn.State, turn.World))
            : Say.Lines(versions.TakeLast(Shown).Reverse().Select(version => Line(version, turn.World, turn.State)));
    }

    /// <summary>"Version 2, Friday 20 November 2026, by "Derek": Length: 5 rows → 10 rows."</summary>
    public static string Line(SavedVersion version, BuilderWorld world, BuilderState state)
    {
        var by = version.By is not { } who ? "" : who == world.Person ? ", by you" : $", by {Say.Quote(who)}";
        return $"Version {version.Version}, {Date(version.At, state, world)}{by}: {(version.Foreign ? "changed outside of our talks" : version.What.TrimEnd('.'))}.";
    }

    public static TimeZoneInfo Zone(BuilderState state, BuilderWorld world)
    {
        var id = state.Zone ?? world.TimeZone ?? (state.Wish.When is { Rules: [var rule, ..] } ? rule.TimeZone : null);
        return id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
    }

    private static string Since(Drafted turn, List<SavedVersion> versions, Func<SavedVersion, bool> later, string since)
    {
        var fresh = versions.Where(later).ToList();
        var present = versions[^1];
        if (fresh.Count == 0)
        {
            return $"Nothing has changed since {since}. Version {present.Version} of {Date(present.At, turn.State, turn.World)} is the present one.";
        }

        var before = versions.LastOrDefault(version => version.Version < fresh[0].Version);
        var whole = fresh.Count > 1 && before is { Foreign: false } && !present.Foreign
            ? Differences.Lines(before.Wish, present.Wish, turn.World) is { Count: > 0 } lines ? $"All together: {string.Join("; ", lines)}." : "All together nothing is different."
            : "";
        return Say.Lines([$"Since {since}:", .. Enumerable.Reverse(fresh).Take(Shown).Select(version => "- " + Line(version, turn.World, turn.State)), whole]);
    }

    private static string Compared(Drafted turn, int from, int to)
    {
        var before = turn.State.History.FirstOrDefault(version => version.Version == from);
        var after = turn.State.History.FirstOrDefault(version => version.Version == to);
        if (before is null || after is null)
        {
            return Missing(turn, before is null ? from : to);
        }

        if (before.Foreign || after.Foreign)
        {
            return $"Version {(before.Foreign ? from : to)} was made outside of our talks, so I cannot put it into words here. An engineer can compare the two.";
        }

        var lines = Differences.Lines(before.Wish, after.Wish, turn.World);
        return lines.Count == 0 ? $"Versions {from} and {to} are equal." : Say.Lines([$"From version {from} to version {to}:", .. lines.Select(line => "- " + line)]);
    }

    private static string Missing(Drafted turn, int version)
    {
        var known = turn.State.History.Where(one => one.Version > 0).Select(one => one.Version.ToString(CultureInfo.InvariantCulture)).ToList();
        return $"There is no version {version}. There {(known.Count == 1 ? "is version" : "are the versions")} {Say.And(known.TakeLast(8))}.";
    }

    private static string Date(DateTimeOffset at, BuilderState state, BuilderWorld world)
        => TimeZoneInfo.ConvertTime(at, Zone(state, world)).ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}
