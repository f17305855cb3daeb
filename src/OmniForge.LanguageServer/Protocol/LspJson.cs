using System.Text.Json;
using System.Text.Json.Serialization;
using StreamJsonRpc;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>How messages look as JSON. Without <see cref="RequestId"/> the library ignores `$/cancelRequest` in silence.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestId))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(DidOpenTextDocumentParams))]
[JsonSerializable(typeof(DidChangeTextDocumentParams))]
[JsonSerializable(typeof(DidCloseTextDocumentParams))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
internal sealed partial class LspJson : JsonSerializerContext;
