using System.Globalization;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Conditions of deliveries as expressions over what the sources found.</summary>
internal static class RowTests
{
    /// <summary>Empty = always.</summary>
    public static string Expression(Wish wish, int delivery, IReadOnlyList<LaidSkill> sources)
    {
        if (wish.Deliveries[delivery].Only is not { } test)
        {
            return "";
        }

        var tested = sources.Where(source => test.Source is null || source.Source == test.Source).ToList();
        var joint = test.Op is FilterOp.Gt or FilterOp.Ge ? " || " : " && ";
        return string.Join(joint, tested.Select(source => string.Create(
            CultureInfo.InvariantCulture, $"{Path(source.Key)}.output.{Part(test, delivery)}found {Sign(test.Op)} {test.Count}")));
    }

    public static string Path(string key) => key.Contains('-', StringComparison.Ordinal) ? $"steps[\"{key}\"]" : $"steps.{key}";

    /// <summary>Where the source's result keeps what this test is about.</summary>
    public static string Part(RowTest? test, int delivery) => test is { Filters.Count: > 0 } ? $"{Case(delivery)}." : "";

    public static string Case(int delivery) => string.Create(CultureInfo.InvariantCulture, $"case_{delivery + 1}");

    /// <summary>Deliveries with rows of their own, of one source.</summary>
    public static IEnumerable<(int Delivery, RowTest Test)> CasesOf(Wish wish, int source)
        => wish.Deliveries.Index().Where(pair => pair.Item.Only is { Filters.Count: > 0 } test && (test.Source ?? 0) == source)
            .Select(pair => (pair.Index, pair.Item.Only!));

    private static string Sign(FilterOp op) => op switch
    {
        FilterOp.Gt => ">",
        FilterOp.Ge => ">=",
        FilterOp.Lt => "<",
        FilterOp.Le => "<=",
        FilterOp.Ne => "!=",
        _ => "==",
    };
}
