using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Content;

/// <summary>Reads what a report should contain, in terms of one table.</summary>
internal static class ContentGrammar
{
    public static ContentDraft Read(string text, TableView table, DateTimeOffset now) => Read(text, Words.Cut(text), table, now);

    public static ContentDraft Read(string text, IReadOnlyList<Word> words, TableView table, DateTimeOffset now)
    {
        var draft = new ContentDraft();
        var at = new Cursor(Mentions.Find(words, table, text), text, table, DateOnly.FromDateTime(now.Date));
        while (!at.End)
        {
            var before = at.At;
            if (FormatGrammar.Try(at, draft) || BoundGrammar.Try(at, draft) || SwapGrammar.Try(at, draft) || LimitGrammar.Try(at, draft) || GroupGrammar.Try(at, draft)
                || SortGrammar.Try(at, draft) || NeedGrammar.Try(at, draft)
                || RemovalGrammar.Try(at, draft) || ConditionGrammar.Try(at, draft) || ColumnGrammar.Try(at, draft)
                    || UnknownGrammar.Try(at, draft))
            {
                if (at.At > before)
                {
                    Alternatives(at, draft);
                    continue;
                }
            }

            at.At = before;
            at.Pass();
        }

        Finish(draft, table);
        Leftovers.Note(at, draft);
        return draft;
    }

    /// <summary>"progress under 50 or status is late": one of both is enough.</summary>
    private static void Alternatives(Cursor at, ContentDraft draft)
    {
        while (draft.Filters.Count > 0 && (at.Is(0, "or") || (at.Is(0, ",") && at.Is(1, "or"))))
        {
            var here = at.At;
            at.Skip(",");
            at.At++;
            var count = draft.Filters.Count;
            var asked = draft.Unclear.Count;
            if (!ConditionGrammar.Try(at, draft) || draft.Filters.Count != count + 1 || draft.Unclear.Count > asked)
            {
                at.At = Math.Max(at.At, here + 1);
                return;
            }

            var left = draft.Filters[^2];
            var any = left.Any.Count > 0 ? left.Any : [left];
            draft.Filters[^2] = new Filter { Any = [.. any, draft.Filters[^1]] };
            draft.Filters.RemoveAt(draft.Filters.Count - 1);
        }
    }

    /// <summary>"top 5" without a column is ranked by the sort that was said, or asked.</summary>
    private static void Finish(ContentDraft draft, TableView table)
    {
        if (draft.Ranking is { } way && draft.Sorts.Count == 0 && !draft.Unclear.Any(open => open.Kind == UnclearKind.SortColumn)
            && draft.Aggregates.Count == 0)
        {
            draft.Unclear.Add(new()
            {
                Kind = UnclearKind.SortColumn,
                Words = "top " + draft.Limit,
                Candidates = [.. table.Numbers.Select(column => column.Name)],
                Sort = new("", way, []),
            });
        }
    }
}
