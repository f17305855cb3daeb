using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Reads the conditions of deliveries against the tables, once these are known.</summary>
internal static partial class Conditions
{
    public static void Read(Drafted turn)
    {
        for (var at = 0; at < turn.Wish.Deliveries.Count; at++)
        {
            if (turn.Wish.Deliveries[at].Only is { Unread: true } test)
            {
                Read(turn, at, test);
            }
        }
    }

    private static void Read(Drafted turn, int at, RowTest test)
    {
        if (SkillLayout.Sources(turn.Wish) is not { Count: > 0 } known || known.Any(source => SkillPlan.Table(turn.Wish, source, turn.World) is null))
        {
            return;
        }

        var said = TestReading.Of(test.Words);
        var read = test with { Unread = false, Count = said.Count, Op = test.Op == FilterOp.Le ? TestReading.Turned(said.Op) : said.Op, Source = null };
        var sources = SkillLayout.Sources(turn.Wish);
        if (Figures.Read(turn.Wish, test, said.Rows, turn.World) is { } figure)
        {
            Figured(turn, at, figure);
            return;
        }

        if (said.Rows.Length == 0 || !Means(said.Rows))
        {
            // "... if there are none": none of those that another way is about.
            if (said.Count == 0 && None().IsMatch(test.Words)
                && turn.Wish.Deliveries.Select(delivery => delivery.Only).FirstOrDefault(only => only is { Unread: false, Filters.Count: > 0 }) is { } other)
            {
                Put(turn, at, read with { Filters = other.Filters, Source = other.Source });
                return;
            }

            Put(turn, at, read with { Source = sources.Count == 1 ? sources[0] : null });
            return;
        }

        var (source, draft) = sources.Select(place => (Place: place, Draft: Draft(turn, place, said.Rows)))
            .OrderByDescending(pair => Fit(pair.Draft)).ThenBy(pair => pair.Place).First();
        read = read with { Source = source };
        List<Unclear> open = [.. draft.Unclear, .. draft.Left];
        if (draft.Filters.Count + draft.AlsoFilters.Count + open.Count == 0)
        {
            open.Add(new() { Kind = UnclearKind.Meaning, Words = said.Rows, Filter = new() { Op = FilterOp.Eq } });
        }

        Kept(turn, at, read, draft, open);
    }

    /// <summary>Takes which rows count: for this way, or for the report itself.</summary>
    private static void Kept(Drafted turn, int at, RowTest read, ContentDraft draft, List<Unclear> open)
    {
        var source = read.Source!.Value;
        if (Shared(turn.Wish, read.Words, source))
        {
            turn.Speak(source);
            var columns = turn.Table!.Columns.Select(column => column.Name).ToList();
            turn.State = turn.State with { Wish = WishChanges.Apply(turn.Wish, new() { AddFilters = draft.Filters, AlsoFilters = draft.AlsoFilters }, columns) };
            Put(turn, at, read);
            Ask(turn, open.Where(one => !turn.State.Unclear.Any(known => known.Words == one.Words && known.Source == source)).Select(one => one with { Source = source }));
            return;
        }

        Put(turn, at, read with { Filters = [.. draft.Filters, .. draft.AlsoFilters] });
        Ask(turn, open.Select(one => one with { Source = source, Delivery = at }));
    }

    /// <summary>What the rows come to: its column may have to be asked, and which rows count.</summary>
    private static void Figured(Drafted turn, int at, FigureTest figure)
    {
        if (figure.Test.Unread)
        {
            return;
        }

        var draft = Means(figure.Rest) ? Draft(turn, figure.Source, figure.Rest) : new ContentDraft();
        List<Unclear> open = [.. draft.Unclear, .. draft.Filters.Count > 0 ? draft.Left : []];
        if (figure.Test.Figure is { Column: "" } unnamed)
        {
            open.Insert(0, new() { Kind = UnclearKind.FigureColumn, Words = figure.Test.Words, Aggregate = unnamed, Candidates = figure.Candidates });
        }

        Kept(turn, at, figure.Test, draft, open);
        if (figure.Test.Figure is { Column: "" })
        {
            // The column belongs to this way, also where the rows are those of the report.
            bool Own(Unclear one) => one.Kind == UnclearKind.FigureColumn && one.Words == figure.Test.Words;
            turn.State = turn.State with { Unclear = [.. turn.State.Unclear.Select(one => Own(one) ? one with { Delivery = at } : one)] };
        }
    }

    /// <summary>When every way hangs on these words, the report itself is about those rows; else only this way is.</summary>
    private static bool Shared(Wish wish, string words, int source)
        => wish.Deliveries.All(delivery => delivery.Only?.Words == words) && wish.Sources[source].Grouping is not { Aggregates.Count: > 0 };

    [GeneratedRegex(@"\b(?:none|no such|not any|n't any|no more of them)\b", RegexOptions.IgnoreCase)]
    private static partial Regex None();

    private static ContentDraft Draft(Drafted turn, int source, string rows)
        => ContentGrammar.Read(rows, Words.Cut(rows), TableView.Of(turn.World, turn.Wish.Sources[source].File)!, turn.World.Now);

    private static int Fit(ContentDraft draft)
        => draft.Filters.Count > 0 ? draft.Unclear.Count + draft.Left.Count == 0 ? 3 : 2 : draft.Unclear.Count + draft.Left.Count > 0 ? 1 : 0;

    /// <summary>Whether the words tell a kind of rows at all: "is in it" does not.</summary>
    private static bool Means(string rows)
        => Words.Cut(rows).Any(word => word.Kind != WordKind.Mark && !Prose.Is(word.Text)
            && !word.IsAny("is", "are", "be", "was", "were", "it", "there", "here", "in", "on", "at", "of", "the", "a", "found", "comes", "come", "came", "up", "out", "left", "them", "to",
                "has", "have", "been", "that", "which", "report", "all"));

    private static void Put(Drafted turn, int at, RowTest test)
        => turn.State = turn.State with { Wish = turn.Wish with { Deliveries = [.. turn.Wish.Deliveries.Select((one, place) => place == at ? one with { Only = test } : one)] } };

    private static void Ask(Drafted turn, IEnumerable<Unclear> open) => turn.State = turn.State with { Unclear = [.. turn.State.Unclear, .. open] };
}
