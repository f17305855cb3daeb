namespace OmniForge.Doubles.Notion;

/// <summary>A column. <paramref name="Options"/> belong to select, multi_select and status.</summary>
public sealed record NotionProperty(string Id, string Name, string Type, IList<string> Options);
