using System.Text;

namespace OmniForge.Server.Agents;

/// <summary>The difference of two texts, line by line, in the unified form. Pure.</summary>
internal static class UnifiedDiff
{
    /// <summary>Unchanged lines shown around a change.</summary>
    private const int Context = 3;

    /// <summary>Beyond this many cells the middle is shown as replaced whole: a bound on time and memory.</summary>
    private const int MostCells = 4_000_000;

    /// <summary>Empty when the texts are the same. A missing file is an empty text.</summary>
    public static string Of(string path, string before, string after)
    {
        if (before == after)
        {
            return "";
        }

        var script = Script(Lines(before), Lines(after));
        var text = new StringBuilder();
        text.Append("--- ").Append(before.Length == 0 ? "/dev/null" : "a/" + path).Append('\n');
        text.Append("+++ ").Append(after.Length == 0 ? "/dev/null" : "b/" + path).Append('\n');
        foreach (var (first, last) in Hunks(script))
        {
            Append(text, script, first, last);
        }

        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>Every line of both texts once: kept, removed or added.</summary>
    private static List<(char Kind, string Line)> Script(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return
        [
            .. before[..head].Select(line => (' ', line)),
            .. Middle(before[head..^tail], after[head..^tail]),
            .. before[^tail..].Select(line => (' ', line)),
        ];
    }

    private static IEnumerable<(char Kind, string Line)> Middle(string[] before, string[] after)
    {
        if ((long)before.Length * after.Length > MostCells)
        {
            return before.Select(line => ('-', line)).Concat(after.Select(line => ('+', line)));
        }

        var common = Common(before, after);
        var script = new List<(char, string)>();
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                script.Add((' ', before[i++]));
                j++;
            }
            else if (j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                script.Add(('-', before[i++]));
            }
            else
            {
                script.Add(('+', after[j++]));
            }
        }

        return script;
    }

    /// <summary>Lengths of the longest common subsequences of all tails.</summary>
    private static int[,] Common(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static List<(int First, int Last)> Hunks(List<(char Kind, string Line)> script)
    {
        var hunks = new List<(int First, int Last)>();
        for (var i = 0; i < script.Count; i++)
        {
            if (script[i].Kind == ' ')
            {
                continue;
            }

            var (first, last) = (Math.Max(0, i - Context), Math.Min(script.Count - 1, i + Context));
            if (hunks.Count > 0 && first <= hunks[^1].Last + 1)
            {
                hunks[^1] = (hunks[^1].First, last);
            }
            else
            {
                hunks.Add((first, last));
            }
        }

        return hunks;
    }

    private static void Append(StringBuilder text, List<(char Kind, string Line)> script, int first, int last)
    {
        var hunk = script[first..(last + 1)];
        var (oldCount, newCount) = (hunk.Count(line => line.Kind != '+'), hunk.Count(line => line.Kind != '-'));
        var oldStart = script.Take(first).Count(line => line.Kind != '+') + (oldCount == 0 ? 0 : 1);
        var newStart = script.Take(first).Count(line => line.Kind != '-') + (newCount == 0 ? 0 : 1);
        text.Append("@@ -").Append(oldStart).Append(',').Append(oldCount).Append(" +").Append(newStart).Append(',').Append(newCount).Append(" @@\n");
        foreach (var (kind, line) in hunk)
        {
            text.Append(kind).Append(line).Append('\n');
        }
    }
}
