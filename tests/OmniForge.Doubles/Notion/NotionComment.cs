namespace OmniForge.Doubles.Notion;

/// <summary>A comment on a page.</summary>
public sealed record NotionComment(string Id, string PageId, string Text, string CreatedBy, DateTimeOffset CreatedAt);
