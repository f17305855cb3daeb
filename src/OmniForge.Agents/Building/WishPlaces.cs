namespace OmniForge.Agents.Building;

/// <summary>The accounts that a wish acts through.</summary>
internal static class WishPlaces
{
    /// <summary>All of them, sources first.</summary>
    public static IReadOnlyList<AccountPlace> Of(Wish wish)
        => [.. wish.Sources.Select(source => source.From).Concat(wish.Deliveries.Select(delivery => delivery.To)).OfType<AccountPlace>()];

    public static Wish Change(Wish wish, Func<AccountPlace, AccountPlace> change) => wish with
    {
        Sources = [.. wish.Sources.Select(source => source.From is { } from ? source with { From = change(from) } : source)],
        Deliveries = [.. wish.Deliveries.Select(delivery => delivery.To is { } to ? delivery with { To = change(to) } : delivery)],
    };
}
