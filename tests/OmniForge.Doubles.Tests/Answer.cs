using System.Net.Http.Headers;

namespace OmniForge.Doubles.Tests;

/// <summary>An answer, read in full.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode? this[string name] => Json[name];

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
