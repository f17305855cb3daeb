using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using OmniForge.Agents.Tools;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>
/// What a server answered, as a result for steps and models: `text`, `data` (structured content), `files` (images, sounds and resources, which are
/// saved in the workspace) and `links`. All of it comes from outside.
/// </summary>
internal static class McpResult
{
    public const int MostBytes = 1024 * 1024;

    private const int LongestQuote = 500;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/png"] = "png",
        ["image/jpeg"] = "jpg",
        ["image/gif"] = "gif",
        ["image/webp"] = "webp",
        ["audio/wav"] = "wav",
        ["audio/mpeg"] = "mp3",
        ["application/pdf"] = "pdf",
        ["application/json"] = "json",
        ["text/plain"] = "txt",
        ["text/markdown"] = "md",
        ["text/csv"] = "csv",
    };

    public static async Task<ToolResult> ReadAsync(
        CallToolResult answer, string serverId, string title, ToolContext context, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', answer.Content.OfType<TextContentBlock>().Select(block => block.Text));
        if (answer.IsError == true)
        {
            return ToolResult.Fail(ToolErrorCode.Invalid, $"{title} of the MCP server {serverId} answered with an error: {Quoted(text)}");
        }

        var (files, links) = (new JsonArray(), new JsonArray());
        var folder = $"mcp/{serverId}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.IdempotencyKey)))[..12]}";
        foreach (var block in answer.Content)
        {
            if (block is ResourceLinkBlock link)
            {
                links.Add(new JsonObject { ["uri"] = link.Uri, ["name"] = link.Name, ["mime_type"] = link.MimeType });
            }
            else if (BytesOf(block) is { } content)
            {
                var path = $"{folder}-{files.Count + 1}.{Endings.GetValueOrDefault(content.Type, "bin")}";
                await context.Workspace.WriteAsync(path, content.Bytes, cancellationToken);
                files.Add(new JsonObject { ["file_path"] = path, ["mime_type"] = content.Type, ["bytes"] = content.Bytes.Length, ["uri"] = content.Uri });
            }
        }

        return Value(text, answer.StructuredContent, files, links);
    }

    /// <summary>The beginning of what a server said, for a sentence of ours.</summary>
    public static string Quoted(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length == 0 ? "it said nothing more." : line.Length <= LongestQuote ? line : line[..LongestQuote] + "…";
    }

    private static ToolResult Value(string text, JsonElement? data, JsonArray files, JsonArray links)
    {
        var whole = Written(text, data, files, links);
        return Encoding.UTF8.GetByteCount(whole) <= MostBytes
            ? ToolResult.Of(JsonElement.Parse(whole), untrusted: true)
            : ToolResult.Of(JsonElement.Parse(Written(Cut(text), null, files, links)), untrusted: true, truncated: true);
    }

    private static string Written(string text, JsonElement? data, JsonArray files, JsonArray links)
    {
        var value = new JsonObject { ["text"] = text };
        Add(value, "data", data is { } structured ? JsonNode.Parse(structured.GetRawText()) : null);
        Add(value, "files", files.Count > 0 ? files.DeepClone() : null);
        Add(value, "links", links.Count > 0 ? links.DeepClone() : null);
        return value.ToJsonString(Readable);
    }

    private static void Add(JsonObject value, string name, JsonNode? part)
    {
        if (part is not null)
        {
            value[name] = part;
        }
    }

    private static string Cut(string text)
    {
        var end = Math.Min(text.Length, MostBytes / 8);
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    private static Content? BytesOf(ContentBlock block) => block switch
    {
        ImageContentBlock image => new(image.DecodedData, image.MimeType, ""),
        AudioContentBlock audio => new(audio.DecodedData, audio.MimeType, ""),
        EmbeddedResourceBlock { Resource: BlobResourceContents blob } => new(blob.DecodedData, blob.MimeType ?? "", blob.Uri),
        EmbeddedResourceBlock { Resource: TextResourceContents written } => new(Encoding.UTF8.GetBytes(written.Text), written.MimeType ?? "text/plain", written.Uri),
        _ => null,
    };

    private sealed record Content(ReadOnlyMemory<byte> Bytes, string Type, string Uri);
}
