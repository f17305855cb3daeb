using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Makes one row per group, in the order in which the groups first appear. Without a key all rows are one group.</summary>
internal static class GroupRules
{
    private sealed record Key(GroupKey Asked, Column Column)
    {
        /// <summary>What the group's row shows; null = the group of missing values.</summary>
        public string? Cell(int row) => Asked.Period is null ? Column.Texts[row] : Period(row);

        /// <summary>Equal for rows of one group.</summary>
        public string? Identity(int row, TextMatch match) => Asked.Period is not null ? Period(row)
            : Column.Type == ColumnType.Number ? Column.Text(Column.Number(row) ?? 0)
            : match == TextMatch.Exact ? Column.Key(row)
            : Column.Key(row)?.ToLowerInvariant();

        private string? Period(int row) => Column.Time(row) is not { } time ? null : Asked.Period switch
        {
            "month" => time.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "quarter" => $"{time.Year:0000}-Q{((time.Month - 1) / 3) + 1}",
            "year" => time.Year.ToString("0000", CultureInfo.InvariantCulture),
            var period => DateText.Iso(RelativeDates.PeriodStart(time, period!), hasTime: false),
        };
    }

    public static Table Grouped(Grouping grouping, IReadOnlyList<int> rows, TextMatch match, QueryRun run)
    {
        var keys = grouping.By.Select(by => new Key(by, KeyColumn(by, rows, run))).ToList();
        var groups = Split(rows, keys, match);
        if (keys.Count == 0 && groups.Count == 0)
        {
            groups.Add([]);
        }

        var columns = keys.Select(key =>
        {
            var cells = groups.Select(group => key.Cell(group[0])).ToArray();
            return key.Asked.Period is null or "day" or "week"
                ? key.Asked.Period is null ? key.Column.With(key.Asked.As, cells) : Column.Of(key.Asked.As, ColumnType.Date, cells)
                : Column.Of(key.Asked.As, key.Asked.Period == "year" ? ColumnType.Number : ColumnType.Text, cells);
        });
        var values = grouping.Aggregates.Select(aggregate => AggregateRules.Column(aggregate, groups, rows, match, run));
        return new([.. columns, .. values], groups.Count, null, []);
    }

    private static Column KeyColumn(GroupKey by, IReadOnlyList<int> rows, QueryRun run)
    {
        var path = by.Column == by.As && by.Period is null ? by.Path : $"{by.Path}.column";
        var column = run.Column(by.Column, path);
        if (by.Period is not null)
        {
            run.UseAs(column, ColumnType.Date, path, rows);
        }

        return column;
    }

    private static List<List<int>> Split(IReadOnlyList<int> rows, List<Key> keys, TextMatch match)
    {
        var groups = new List<List<int>>();
        var known = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var identity = string.Join(
                '\u001f', keys.Select(key => (key.Column.IsMissing(row) ? null : key.Identity(row, match)) ?? "\u0000"));
            if (!known.TryGetValue(identity, out var group))
            {
                known.Add(identity, group = []);
                groups.Add(group);
            }

            group.Add(row);
        }

        return groups;
    }
}
