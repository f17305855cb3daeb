namespace OmniForge.Doubles.Notion;

/// <summary>A person of a workspace.</summary>
public sealed record NotionUser(string Id, string Name, string Email);
