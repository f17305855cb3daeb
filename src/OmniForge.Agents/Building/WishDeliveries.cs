using System.Text.Json;

namespace OmniForge.Agents.Building;

/// <summary>Changes of the list of deliveries.</summary>
internal static class WishDeliveries
{
    /// <summary>Equal in all they say, also after they were stored and read.</summary>
    public static bool Same(IReadOnlyList<Delivery> one, IReadOnlyList<Delivery> other) => Text(one) == Text(other);

    private static string Text(IReadOnlyList<Delivery> deliveries) => JsonSerializer.Serialize(new Wish { Deliveries = deliveries }, BuilderJson.Default.Wish);

    /// <summary>The list with another place at <paramref name="at"/>, and what is spoken of then; null takes it out.</summary>
    public static (IReadOnlyList<Delivery> Deliveries, int At) Sent(IReadOnlyList<Delivery> deliveries, int at, AccountPlace? to)
        => to is null ? ([.. deliveries.Where((_, place) => place != at)], 0)
            : at < deliveries.Count ? ([.. deliveries.Select((one, place) => place == at ? one with { To = to } : one)], at)
            : ([.. deliveries, new() { To = to }], deliveries.Count);
}
