using System.Text.Json.Nodes;
using BenchmarkDotNet.Reports;

namespace OmniForge.Skills.Benchmarks;

/// <summary>One JSON object per line and measurement.</summary>
internal static class ParseResult
{
    public static void Print(Summary summary)
    {
        foreach (var report in summary.Reports.Where(report => report.ResultStatistics is not null))
        {
            var statistics = report.ResultStatistics!;
            Console.WriteLine(new JsonObject
            {
                ["bench"] = "lint",
                ["case"] = $"parse-and-validate/{report.BenchmarkCase.Parameters["File"]}",
                ["p50_us"] = Math.Round(statistics.Median / 1_000, 1),
                ["p95_us"] = Math.Round(statistics.Percentiles.P95 / 1_000, 1),
                ["allocated_kb"] = Math.Round((report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / 1_000.0, 1),
            }.ToJsonString());
        }
    }
}
