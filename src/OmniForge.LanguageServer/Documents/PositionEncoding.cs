namespace OmniForge.LanguageServer.Documents;

/// <summary>What a column counts.</summary>
internal enum PositionEncoding
{
    /// <summary>UTF-16 code units, which every client knows.</summary>
    Utf16,

    /// <summary>Code points.</summary>
    Utf32,

    /// <summary>Bytes.</summary>
    Utf8,
}
