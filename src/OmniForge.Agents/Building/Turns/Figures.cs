using OmniForge.Agents.Building.Branches;
using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Conditions over what the rows of a source come to: which column, which rows, and the number they are compared with.</summary>
internal static class Figures
{
    /// <summary>What was read of one; null when it is not about a figure. A test that stays unread has to be asked about.</summary>
    public static FigureTest? Read(Wish wish, RowTest test, string words, BuilderWorld world)
    {
        if (FigureReading.Of(words) is not { } said)
        {
            return null;
        }

        var sources = SkillLayout.Sources(wish);
        var (source, columns) = sources.Select(at => (Source: at, Columns: Columns(said, SkillPlan.Table(wish, at, world)!)))
            .OrderByDescending(pair => pair.Columns.Count == 1).ThenBy(pair => pair.Source).First();
        var column = columns is [var only] ? only : null;
        if (said.Op is not { } op)
        {
            return new(test, source, said.Rest, []);
        }

        var rest = column is { Length: > 0 } ? Without(said.Rest, column) : said.Rest;
        if (said.Kind == AggregateKind.Count)
        {
            var counted = test with { Op = Turned(test, op), Count = (int)Math.Clamp(Math.Floor(said.Amount), 0, int.MaxValue) };
            return new(counted with { Unread = false, Source = source }, source, rest, []);
        }

        var read = test with { Op = Turned(test, op), Count = 0, Figure = new(said.Kind, column ?? ""), Amount = said.Amount, Unread = false, Source = source };
        return new(read, source, rest, columns);
    }

    /// <summary>"otherwise" and "unless" turn it round.</summary>
    private static FilterOp Turned(RowTest test, FilterOp op)
        => (test.Op == FilterOp.Le) != test.Words.TrimStart().StartsWith("unless", StringComparison.OrdinalIgnoreCase) ? TestReading.Turned(op) : op;

    /// <summary>The columns that may be meant: the one that is named, else the only one with numbers; several = it has to be asked.</summary>
    private static List<string> Columns(FigureReading said, TableProfile table)
    {
        if (said.Kind == AggregateKind.Count)
        {
            return [];
        }

        var words = Stems.Of(said.Rest);
        bool Said(string stem) => words.Any(word => word == stem || Spelling.Near(word, stem));
        var numbers = table.Columns.Where(column => column.Type == ColumnType.Number).Select(column => column.Name).ToList();
        var named = numbers.Where(column => Stems.Of(column).Any(Said)).ToList();
        var whole = named.Where(column => Stems.Of(column).All(Said)).ToList();
        return whole.Count == 1 ? whole : named.Count > 0 ? named : numbers;
    }

    private static string Without(string words, string column)
    {
        var stems = Stems.Of(column);
        return string.Join(' ', words.Split(' ').Where(word => !Stems.Of(word).Any(part => stems.Any(stem => part == stem || Spelling.Near(part, stem)))));
    }

    /// <summary>Asks for the number when a condition names none; false = all of them can be tested.</summary>
    public static bool Ask(Drafted turn)
    {
        var open = turn.Wish.Deliveries.FirstOrDefault(delivery => delivery.Only is { Unread: true } test && FigureReading.Of(TestReading.Of(test.Words).Rows) is { Op: null });
        if (open?.Only is not { } only)
        {
            return false;
        }

        var what = open.To is { } to ? PlaceWords.Target(open, to with { Account = "" }) : "the report";
        turn.Ask(
            QuestionKind.Limit,
            $"I can compare a total, an average or a number of rows with a fixed number, so {Say.Quote(only.Words)} is not yet something I can test. From which number on should {what} go out? "
                + "For example \"above 500\".",
            [], ["Above 500", "Below 100", "Always send it"]);
        return true;
    }

    /// <summary>The answer to that: a number, or that the condition is left out.</summary>
    public static bool Take(Drafted turn, string words)
    {
        if (turn.State.Question?.Kind != QuestionKind.Limit)
        {
            return false;
        }

        var at = turn.Wish.Deliveries.ToList().FindIndex(delivery => delivery.Only is { Unread: true });
        if (at < 0 || Answer(words, turn.Wish.Deliveries[at].Only!) is not { } answer)
        {
            return false;
        }

        var now = turn.Wish.Deliveries[at] with { Only = answer.Length == 0 ? null : turn.Wish.Deliveries[at].Only! with { Words = answer } };
        turn.Say(answer.Length == 0 ? "Then it always goes out." : "");
        IReadOnlyList<Delivery> deliveries = [.. turn.Wish.Deliveries.Select((delivery, place) => place == at ? now : delivery)];
        turn.State = turn.State with { Question = null, Wish = turn.Wish with { Deliveries = deliveries } };
        return true;
    }

    /// <summary>The words of the condition with its number; empty = it is left out; null = the words say neither.</summary>
    public static string? Answer(string words, RowTest test)
    {
        var plain = words.Trim().TrimEnd('.', '!');
        if (plain.Contains("always", StringComparison.OrdinalIgnoreCase) || plain.Contains("no condition", StringComparison.OrdinalIgnoreCase) || ChoiceReading.LeavesOut(plain.ToLowerInvariant()))
        {
            return "";
        }

        var side = FigureReading.Side(plain) is { Length: > 0 } said ? "" : FigureReading.Side(test.Words);
        var whole = $"{test.Words} is {side} {plain}";
        return Words.Cut(plain).Any(word => word.Kind == WordKind.Number) && FigureReading.Of(TestReading.Of(whole).Rows) is { Op: not null } ? whole : null;
    }
}

/// <param name="Source">Whose rows count.</param>
/// <param name="Rest">Words that tell which of them.</param>
/// <param name="Candidates">Columns that may be meant.</param>
internal sealed record FigureTest(RowTest Test, int Source, string Rest, IReadOnlyList<string> Candidates);
