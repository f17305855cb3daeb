using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Skills.Parsing;

namespace OmniForge.Corpus;

/// <summary>
/// What was read of every file, as JSON, so that any other reader can be held against it: one object per file with its fields in
/// the order written and the findings of reading. Texts stay texts; null stands for a value that is broken or never expanded.
/// </summary>
internal static class FieldValues
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(IReadOnlyList<CorpusFile> files)
        => new JsonArray([.. files.Select(Of)]).ToJsonString(Written);

    private static JsonObject Of(CorpusFile file) => new()
    {
        ["path"] = file.Path,
        ["fields"] = new JsonArray([.. file.Document.Frontmatter.Entries.Select(entry
            => new JsonArray(entry.Key, entry.Recovered ? null : Of(entry.Value)))]),
        ["reading"] = new JsonArray([.. file.Document.Source.Findings
            .Concat(file.Document.Envelope.Findings)
            .Concat(file.Document.Frontmatter.Findings)
            .Select(finding => (JsonNode)$"{finding.Code}@{file.Document.Lines.Position(finding.Span.Start).Line + 1}")]),
        ["frontmatter"] = file.Document.Envelope.Frontmatter is { } place ? file.Text.Substring(place.Start, place.Length) : null,
    };

    private static JsonNode? Of(Node? value) => value switch
    {
        ScalarNode { IsNull: true } => "",
        ScalarNode scalar => scalar.Text,
        ListNode list => new JsonArray([.. list.Items.Select(Of)]),
        MapNode map => new JsonArray([.. map.Pairs.Select(pair => new JsonArray(Of(pair.Key), Of(pair.Value)))]),
        _ => null,
    };
}
