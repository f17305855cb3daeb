namespace OmniForge.Doubles.Notion;

/// <summary>A page; a row when it has a <see cref="SourceId"/>.</summary>
public sealed class NotionPage(string id, long order, string? sourceId, string? parentId, string createdBy, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    /// <summary>Grows with every page that is made.</summary>
    public long Order { get; } = order;

    public string? SourceId { get; } = sourceId;

    /// <summary>The page it lies under; null for a row and for a page at the top.</summary>
    public string? ParentId { get; } = parentId;

    public string CreatedBy { get; } = createdBy;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string EditedBy { get; set; } = createdBy;

    public DateTimeOffset EditedAt { get; set; } = createdAt;

    /// <summary>Values by property name, in the shape that Notion sends.</summary>
    public Dictionary<string, JsonObject> Values { get; } = new(StringComparer.Ordinal);

    public string Markdown { get; set; } = "";

    public bool InTrash { get; set; }

    public bool Shared { get; set; } = true;

    public string Title => NotionValues.TextOf(Values.Values.FirstOrDefault(value => (string?)value["type"] == "title"));
}
