using System.Globalization;

namespace OmniForge.Agents.Scheduling;

/// <summary>A cron field of numbers, written as short as people write it.</summary>
internal static class NumberList
{
    /// <summary>Ascending numbers as a list with ranges: "1,3,8-11".</summary>
    public static string Write(IReadOnlyList<int> numbers)
    {
        var parts = new List<string>();
        for (var at = 0; at < numbers.Count;)
        {
            var end = at + 1;
            while (end < numbers.Count && numbers[end] == numbers[end - 1] + 1)
            {
                end++;
            }

            if (end - at >= 3)
            {
                parts.Add(Text(numbers[at]) + "-" + Text(numbers[end - 1]));
                at = end;
            }
            else
            {
                parts.Add(Text(numbers[at++]));
            }
        }

        return string.Join(',', parts);
    }

    /// <summary>The same, but `*` and steps where they say all of it.</summary>
    public static string WriteSteps(IReadOnlyList<int> numbers, int size)
    {
        if (numbers.Count == size)
        {
            return "*";
        }

        var step = numbers.Count > 2 || (numbers.Count == 2 && numbers[0] == 0) ? numbers[1] - numbers[0] : 0;
        var even = step > 1 && numbers[0] == 0 && size % step == 0 && numbers.Count == size / step
            && Enumerable.Range(0, numbers.Count).All(at => numbers[at] == at * step);
        return even ? "*/" + Text(step) : Write(numbers);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
