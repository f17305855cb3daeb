namespace OmniForge.Doubles.Notion;

/// <summary>Ids come with and without dashes and mean the same.</summary>
internal static class NotionIds
{
    public static string Read(string id)
        => Guid.TryParse(id, out var read)
            ? read.ToString()
            : throw NotionErrors.Invalid($"path failed validation: path.id should be a valid uuid, instead was `\"{id}\"`.");
}
