using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Rows that a person asked a test to be made with.</summary>
internal static class Samples
{
    /// <summary>Null = the test reads what is really there; what was asked for and cannot be made up is said.</summary>
    public static SampleFile? For(Drafted turn)
    {
        if (SampleWords.Of(turn.Words) is not { } wanted)
        {
            return null;
        }

        var wish = turn.Wish;
        var test = wish.Deliveries.Select(delivery => delivery.Only).OfType<RowTest>().FirstOrDefault();
        var at = test?.Source ?? 0;
        if (wish.Sources.ElementAtOrDefault(at) is not { } source || SkillPlan.Table(wish, at, turn.World) is not { } table)
        {
            return null;
        }

        List<Filter> filters = [.. source.Filters, .. test?.Filters ?? []];
        var made = source.From is null ? SampleRows.Of(table, filters, wanted, turn.World.Now) : null;
        var which = filters.Count > 0 ? $" where {Say.And(filters.Select(filter => FilterWords.Of(filter, table)))}" : "";
        turn.Say(made is null ? $"I cannot make up such rows for {Say.Quote(source.File ?? "")} with certainty, so this test reads what is there now."
            : $"For this test I use made-up rows instead of {Say.Quote(made.Path)}: {(wanted.Count == 0 ? "none" : Say.Count(wanted.Count, "row"))}{which}"
                + (wanted.Others && filters.Count > 0 ? ", and two others." : "."));
        return made;
    }
}
