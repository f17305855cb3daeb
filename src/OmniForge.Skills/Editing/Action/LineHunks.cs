using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing.Action;

/// <summary>The lines that differ between two texts, as edits of whole lines.</summary>
internal sealed class LineHunks
{
    // Above this many comparisons everything between the first and the last difference is one edit.
    private const int MostComparisons = 250_000;

    private readonly string _before;
    private readonly string _after;
    private readonly List<TextLine> _old;
    private readonly List<TextLine> _new;
    private readonly int _first;
    private readonly int _rows;
    private readonly int _columns;

    private LineHunks(string before, string after)
    {
        (_before, _after) = (before, after);
        _old = TextLine.Read(before, 0, before.Length);
        _new = TextLine.Read(after, 0, after.Length);
        var least = Math.Min(_old.Count, _new.Count);
        while (_first < least && Same(_first, _first))
        {
            _first++;
        }

        var last = 0;
        while (last < least - _first && Same(_old.Count - last - 1, _new.Count - last - 1))
        {
            last++;
        }

        (_rows, _columns) = (_old.Count - _first - last, _new.Count - _first - last);
    }

    /// <summary>In the order of the text; they never touch.</summary>
    public static IReadOnlyList<SkillEdit> Between(string before, string after)
    {
        var hunks = new LineHunks(before, after);
        return hunks._rows == 0 && hunks._columns == 0 ? []
            : (long)hunks._rows * hunks._columns > MostComparisons ? [hunks.Edit(0, hunks._rows, 0, hunks._columns)]
            : hunks.Middle(hunks.Common());
    }

    /// <summary>How many lines the rests from two places share.</summary>
    private int[,] Common()
    {
        var common = new int[_rows + 1, _columns + 1];
        for (var i = _rows - 1; i >= 0; i--)
        {
            for (var j = _columns - 1; j >= 0; j--)
            {
                common[i, j] = Same(_first + i, _first + j) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private List<SkillEdit> Middle(int[,] common)
    {
        var edits = new List<SkillEdit>();
        int i = 0, j = 0, fromI = 0, fromJ = 0;
        while (i < _rows || j < _columns)
        {
            if (i < _rows && j < _columns && Same(_first + i, _first + j))
            {
                Close();
                (i, j) = (i + 1, j + 1);
                (fromI, fromJ) = (i, j);
            }
            else if (j >= _columns || (i < _rows && common[i + 1, j] >= common[i, j + 1]))
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        Close();
        return edits;

        void Close()
        {
            if (i > fromI || j > fromJ)
            {
                edits.Add(Edit(fromI, i, fromJ, j));
            }
        }
    }

    private SkillEdit Edit(int fromRow, int toRow, int fromColumn, int toColumn) => new(
        TextSpan.Between(Start(_old, _first + fromRow, _before), Start(_old, _first + toRow, _before)),
        _after[Start(_new, _first + fromColumn, _after)..Start(_new, _first + toColumn, _after)]);

    private bool Same(int old, int now) => Whole(_before, _old[old]).SequenceEqual(Whole(_after, _new[now]));

    private static ReadOnlySpan<char> Whole(string text, TextLine line) => text.AsSpan(line.Start, line.Next - line.Start);

    private static int Start(List<TextLine> lines, int index, string text) => index < lines.Count ? lines[index].Start : text.Length;
}
