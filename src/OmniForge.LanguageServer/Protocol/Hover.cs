namespace OmniForge.LanguageServer.Protocol;

internal sealed record Hover(MarkupContent Contents, TextRange? Range);

/// <param name="Kind">"markdown" or "plaintext".</param>
internal sealed record MarkupContent(string Kind, string Value)
{
    public static MarkupContent Markdown(string text) => new("markdown", text);
}
