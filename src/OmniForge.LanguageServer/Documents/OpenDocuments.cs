using System.Diagnostics.CodeAnalysis;

namespace OmniForge.LanguageServer.Documents;

/// <summary>The skills that are open. Only used between two awaits of the connection's context, hence without a lock.</summary>
internal sealed class OpenDocuments
{
    private readonly Dictionary<string, OpenDocument> _documents = new(StringComparer.Ordinal);

    public IReadOnlyList<OpenDocument> All => [.. _documents.Values];

    /// <summary>A snapshot for work outside of the connection's context.</summary>
    public IReadOnlyDictionary<string, OpenDocument> ByUri() => new Dictionary<string, OpenDocument>(_documents, StringComparer.Ordinal);

    public void Keep(OpenDocument document) => _documents[document.Uri] = document;

    public bool TryFind(string uri, [NotNullWhen(true)] out OpenDocument? document) => _documents.TryGetValue(uri, out document);

    /// <summary>Whether it was open.</summary>
    public bool Forget(string uri) => _documents.Remove(uri);
}
