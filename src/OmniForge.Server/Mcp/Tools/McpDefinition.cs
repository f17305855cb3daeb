using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using OmniForge.Agents.Running.Waits;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>
/// What a server says about one of its tools, in one canonical form: whatever a model or a person would read of it is part of the hash
/// that an administrator approves.
/// </summary>
internal sealed record McpDefinition
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _json;

    private McpDefinition(JsonObject json) => _json = json;

    /// <summary>What the server calls it.</summary>
    public string ServerTool => Text("name");

    public string Title => Text("title") is { Length: > 0 } title ? title : ServerTool;

    public string Description => Text("description");

    /// <summary>An object schema, also where the server gave none.</summary>
    public JsonElement InputSchema => JsonElement.Parse((_json["input_schema"] as JsonObject ?? new JsonObject { ["type"] = "object" }).ToJsonString());

    /// <summary>A hint of a party that is not trusted.</summary>
    public bool HintsReadOnly => _json["annotations"]?["readOnlyHint"] is JsonValue hint && hint.GetValueKind() == JsonValueKind.True;

    /// <summary>Why its arguments cannot be checked; null when they can.</summary>
    public string? Problem => AnswerSchema.Problem(InputSchema);

    public static McpDefinition Of(Tool tool) => new(new JsonObject
    {
        ["name"] = tool.Name,
        ["title"] = tool.Title ?? tool.Annotations?.Title ?? "",
        ["description"] = tool.Description ?? "",
        ["input_schema"] = Ordered(Node(tool.InputSchema)),
        ["output_schema"] = tool.OutputSchema is { } output ? Ordered(Node(output)) : null,
        ["annotations"] = new JsonObject
        {
            ["destructiveHint"] = tool.Annotations?.DestructiveHint,
            ["idempotentHint"] = tool.Annotations?.IdempotentHint,
            ["openWorldHint"] = tool.Annotations?.OpenWorldHint,
            ["readOnlyHint"] = tool.Annotations?.ReadOnlyHint,
        },
    });

    public static McpDefinition Read(string stored) => new(JsonNode.Parse(stored)!.AsObject());

    public string Write() => _json.ToJsonString();

    public static string HashOf(string written) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));

    /// <summary>For people: one field per line.</summary>
    public string Show() => _json.ToJsonString(Readable) + "\n";

    private string Text(string field) => _json[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    private static JsonNode? Node(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(element.GetRawText());

    /// <summary>Servers may write the members of an object in any order, and another one each time.</summary>
    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
