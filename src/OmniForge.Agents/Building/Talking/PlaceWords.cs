using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Talking;

/// <summary>Accounts and what is in them, in plain words.</summary>
internal static class PlaceWords
{
    /// <summary>"Client Projects" (250 rows) in Notion, account "Harbor Studio". A null table says nothing of rows.</summary>
    public static string Source(AccountPlace place, TableProfile? rows)
    {
        if (place.Integration == Events.EventTalk.Own)
        {
            return $"what {Say.Quote(place.Name)} sends";
        }

        var title = ServiceNames.Title(place.Integration);
        if (place.Id.Length == 0)
        {
            return title + Account(place);
        }

        var table = AccountTables.Of(place.Integration);
        var what = table is { Rows: not "rows" } ? $"{table.Rows} of {Say.Quote(place.Name)}" : Say.Quote(place.Name);
        return $"{what}{(rows is { } known ? $" ({(known.More ? "more than " : "")}{Say.Count(known.Rows, table?.Rows[..^1] ?? "row")})" : "")} in {title}{Account(place)}";
    }

    /// <summary>Where a report goes and how much of it.</summary>
    public static string Target(Delivery delivery, AccountPlace place) => delivery.Form switch
    {
        DeliveryForm.Brief => Target(place, "a short message"),
        DeliveryForm.ShortWithLink => Target(place, "a short message") + ", with a link to the whole report",
        _ => Target(place),
    };

    public static string Target(AccountPlace place) => Target(place, place.Integration == "notion" ? "a page" : "a message");

    private static string Target(AccountPlace place, string kind)
    {
        var title = ServiceNames.Title(place.Integration);
        return place.Id.Length == 0 ? $"{kind} in {title}{Account(place)}"
            : $"{kind} {(place.Integration == "notion" ? "below" : "to")} {Say.Quote(place.Name)} in {title}{Account(place)}";
    }

    public static string Known(KnownAccount account) => $"{ServiceNames.Title(account.Integration)} account {Say.Quote(account.Name)}";

    /// <summary>What a run has done.</summary>
    public static string Sent(AccountPlace place)
        => place.Integration == "notion" ? $"The report is a new page below {Say.Quote(place.Name)} in Notion."
            : $"The message is in {Say.Quote(place.Name)} in {ServiceNames.Title(place.Integration)}.";

    /// <summary>A sentence about a run with names where it has the provider's keys.</summary>
    public static string Named(Wish wish, string sentence)
    {
        foreach (var place in WishPlaces.Of(wish))
        {
            sentence = place.Id.Length > 0 ? sentence.Replace(place.Id, place.Name, StringComparison.Ordinal) : sentence;
        }

        return sentence;
    }

    private static string Account(AccountPlace place) => place.Account.Length > 0 ? $", account {Say.Quote(place.Account)}" : "";
}
