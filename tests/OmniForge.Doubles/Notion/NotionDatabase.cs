namespace OmniForge.Doubles.Notion;

/// <summary>A database: a container with a data source, which has the columns and the rows.</summary>
public sealed class NotionDatabase(string id, string sourceId, string title, IReadOnlyList<NotionProperty> properties)
{
    public string Id { get; } = id;

    public string SourceId { get; } = sourceId;

    public string Title { get; } = title;

    public IReadOnlyList<NotionProperty> Properties { get; } = properties;

    /// <summary>False hides it and its rows from the connection.</summary>
    public bool Shared { get; set; } = true;

    public NotionProperty? Find(string nameOrId)
        => Properties.FirstOrDefault(property => property.Name == nameOrId || property.Id == nameOrId);
}
