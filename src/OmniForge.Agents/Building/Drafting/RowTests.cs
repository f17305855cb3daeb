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
        return string.Join(joint, tested.Select(source => test.Figure is null
            ? FormattableString.Invariant($"{Path(source.Key)}.output.{Part(test, delivery)}found {Sign(test.Op)} {test.Count}")
            : FormattableString.Invariant($"{Path(source.Key)}.output.{Figure(delivery)} {Sign(test.Op)} {test.Amount}")));
    }

    public static string Path(string key) => key.Contains('-', StringComparison.Ordinal) ? $"steps[\"{key}\"]" : $"steps.{key}";

    /// <summary>Where the source's result keeps what this test is about.</summary>
    public static string Part(RowTest? test, int delivery) => test is { Filters.Count: > 0 } ? $"{Case(delivery)}." : "";

    public static string Case(int delivery) => string.Create(CultureInfo.InvariantCulture, $"case_{delivery + 1}");

    /// <summary>Where the source's result keeps what the rows of this test come to.</summary>
    public static string Figure(int delivery) => string.Create(CultureInfo.InvariantCulture, $"figure_{delivery + 1}");

    /// <summary>Deliveries that hang on what the rows of this source come to.</summary>
    public static IEnumerable<(int Delivery, RowTest Test)> FiguresOf(Wish wish, int source)
        => wish.Deliveries.Index().Where(pair => pair.Item.Only is { Figure: not null } test && (test.Source ?? 0) == source).Select(pair => (pair.Index, pair.Item.Only!));

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
