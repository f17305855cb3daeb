using System.Globalization;
using System.Text;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>The difference of two texts as patch programs read it, with three lines around each change.</summary>
internal static class UnifiedDiff
{
    private const int Around = 3;

    public static string Of(string path, string before, string after, Paint paint)
    {
        var (old, now) = (Lines(before), Lines(after));
        var steps = Steps(old, now);
        var text = new StringBuilder();
        text.Append(paint.Bold($"--- a/{path}")).Append('\n').Append(paint.Bold($"+++ b/{path}")).Append('\n');
        foreach (var (from, to) in Hunks(steps))
        {
            var part = steps[from..to];
            var (oldCount, newCount) = (part.Count(step => step.Kind != '+'), part.Count(step => step.Kind != '-'));
            var (oldStart, newStart) = (part[0].Old + (oldCount > 0 ? 1 : 0), part[0].New + (newCount > 0 ? 1 : 0));
            text.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart},{oldCount} +{newStart},{newCount} @@\n");
            foreach (var step in part)
            {
                var line = step.Kind == '+' ? now[step.New] : old[step.Old];
                var shown = step.Kind + Terminal.Clean(line.TrimEnd('\n'));
                text.Append(step.Kind switch { '+' => paint.Added(shown), '-' => paint.Removed(shown), _ => shown }).Append('\n');
                if (!line.EndsWith('\n'))
                {
                    text.Append("\\ No newline at end of file\n");
                }
            }
        }

        return text.ToString();
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var cut && cut >= 0 ? cut + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }

    private static IEnumerable<(int From, int To)> Hunks(List<Step> steps)
    {
        var at = 0;
        while (steps.FindIndex(at, step => step.Kind != ' ') is var first and >= 0)
        {
            var last = first;
            for (var next = first; next >= 0 && next - last <= 2 * Around + 1; next = steps.FindIndex(next + 1, step => step.Kind != ' '))
            {
                last = next;
            }

            at = Math.Min(steps.Count, last + 1 + Around);
            yield return (Math.Max(0, first - Around), at);
        }
    }

    // Repairs touch few lines, so equal lines at both ends are cut off first and the rest is compared as a whole.
    private static List<Step> Steps(List<string> old, List<string> now)
    {
        var head = 0;
        while (head < old.Count && head < now.Count && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Count - head && tail < now.Count - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        var steps = new List<Step>();
        steps.AddRange(Enumerable.Range(0, head).Select(i => new Step(' ', i, i)));
        Middle(steps, old, now, head, tail);
        steps.AddRange(Enumerable.Range(0, tail).Select(i => new Step(' ', old.Count - tail + i, now.Count - tail + i)));
        return steps;
    }

    private static void Middle(List<Step> steps, List<string> old, List<string> now, int head, int tail)
    {
        var (rows, columns) = (old.Count - head - tail, now.Count - head - tail);
        if ((long)rows * columns > 4_000_000)
        {
            steps.AddRange(Enumerable.Range(0, rows).Select(i => new Step('-', head + i, head)));
            steps.AddRange(Enumerable.Range(0, columns).Select(i => new Step('+', head + rows, head + i)));
            return;
        }

        var common = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                common[i, j] = old[head + i] == now[head + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < rows || j < columns;)
        {
            if (i < rows && j < columns && old[head + i] == now[head + j])
            {
                steps.Add(new(' ', head + i++, head + j++));
            }
            else if (i < rows && (j == columns || common[i + 1, j] >= common[i, j + 1]))
            {
                steps.Add(new('-', head + i++, head + j));
            }
            else
            {
                steps.Add(new('+', head + i, head + j++));
            }
        }
    }

    private readonly record struct Step(char Kind, int Old, int New);
}
