using System.Text.Json.Nodes;

namespace OmniForge.Benchmarks;

/// <summary>One JSON object per line and measurement.</summary>
internal static class Result
{
    public static void Print(string bench, string @case, params (string Name, double Value)[] figures)
    {
        var line = new JsonObject { ["bench"] = bench, ["case"] = @case };
        foreach (var (name, value) in figures)
        {
            line[name] = Math.Round(value, 3);
        }

        Console.WriteLine(line.ToJsonString());
    }

    /// <summary>The value below which this share of the samples lies.</summary>
    public static double Percentile(List<double> samples, double share)
    {
        samples.Sort();
        return samples.Count == 0 ? 0 : samples[Math.Clamp((int)Math.Ceiling(samples.Count * share) - 1, 0, samples.Count - 1)];
    }
}
