using System.Text.RegularExpressions;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Telemetry;

/// <summary>The table of docs/operating.md.</summary>
internal static partial class DocumentedMetrics
{
    public static IReadOnlyList<DocumentedMetric> All { get; } =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "operating.md")))
            .Select(row => new DocumentedMetric(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value)),
    ];

    [GeneratedRegex(@"^\| `([a-z_.]+)` \| (counter|up-down counter|gauge|histogram) \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

/// <summary>One row of it.</summary>
internal sealed record DocumentedMetric(string Name, string Kind, string Unit)
{
    /// <summary>The names that Prometheus gives what arrives as OTLP.</summary>
    public IEnumerable<string> InPrometheus
    {
        get
        {
            var unit = Unit switch { "s" => "_seconds", ['{', ..] => "", _ => throw new InvalidOperationException($"What is {Unit} in Prometheus?") };
            var name = Name.Replace('.', '_') + unit;
            return Kind switch
            {
                "counter" => [$"{name}_total"],
                "histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
                _ => [name],
            };
        }
    }
}
