namespace OmniForge.Agents.Building;

/// <summary>One way a report goes.</summary>
public sealed record Delivery
{
    /// <summary>Where it is sent; null = it is saved as a file.</summary>
    public AccountPlace? To { get; init; }

    /// <summary>When it goes this way at all; null = always.</summary>
    public RowTest? Only { get; init; }

    /// <summary>How much of the report a message holds; null = all that fits, and nobody was asked.</summary>
    public DeliveryForm? Form { get; init; }
}

public enum DeliveryForm
{
    /// <summary>All rows that fit into one message.</summary>
    Full,

    /// <summary>The number of rows and the first ones.</summary>
    Brief,

    /// <summary>The same, and where the whole report is found.</summary>
    ShortWithLink,
}

/// <summary>A condition over the rows of a report: how many there are, or what they come to, compared with a number.</summary>
public sealed record RowTest
{
    /// <summary>The person's own words, for instance "anything is below 10 pieces".</summary>
    public string Words { get; init; } = "";

    /// <summary>Rows of the source that count, and that are delivered, besides what the report keeps; empty = the rows of the report.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>How the number of rows is compared: more than, at least, at most ...</summary>
    public FilterOp Op { get; init; } = FilterOp.Gt;
    public int Count { get; init; }

    /// <summary>Place of the source in <see cref="Wish.Sources"/> whose rows are counted; null = each of them.</summary>
    public int? Source { get; init; }

    /// <summary>What of the rows is compared, with <see cref="Amount"/>; null = how many there are.</summary>
    public Aggregate? Figure { get; init; }
    public decimal Amount { get; init; }

    /// <summary>True until the words were read against the table.</summary>
    public bool Unread { get; init; }
}
