using OmniForge.Corpus.Planting;

namespace OmniForge.Skills.Tests.Corpus;

/// <summary>The promised rates at which planted mistakes are found, over the files in real shapes.</summary>
public sealed class RecallTests
{
    private static readonly string[] Expected =
    [
        "BOM", "CRLF", "bracket", "colon", "doubled key", "fence", "misspelt key", "misspelt tool", "parenthesis", "quote", "tab",
        "wrong value",
    ];

    [Fact]
    public void Every_kind_of_mistake_is_found_by_its_rule_on_its_line_alone_and_hides_no_later_one()
    {
        var misses = new List<string>();
        var recall = Recall.Over(RealShape.All.Select(shape => shape.Text), misses.Add);
        Assert.Equal(Expected, recall.Mistakes.Keys);
        Assert.All(recall.Mistakes, row =>
        {
            var (mistake, rate) = row;
            Assert.True(rate.Planted >= 10, $"{mistake}: planted only {rate.Planted} times");
            Assert.True(rate.Found >= 0.99 * rate.Planted, Told(mistake, "found", rate, misses));
            Assert.True(rate.Named >= 0.97 * rate.Planted, Told(mistake, "named", rate, misses));
            Assert.True(rate.Placed >= 0.99 * rate.Planted, Told(mistake, "placed", rate, misses));
            Assert.True(rate.Unrelated <= 0.01 * rate.Planted, Told(mistake, "unrelated", rate, misses));
            Assert.True(rate.SecondFound >= 0.98 * rate.SecondPlanted, Told(mistake, "second", rate, misses));
        });
    }

    private static string Told(string mistake, string what, RecallRate rate, List<string> misses)
        => $"{mistake}, {what}: {rate}\n{string.Join("\n\n", misses.Where(miss => miss.Contains(mistake, StringComparison.Ordinal)).Take(5))}";
}
