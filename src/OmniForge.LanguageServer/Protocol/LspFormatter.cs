using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>JSON by our source-generated context; every unreadable content is a <see cref="JsonException"/>.</summary>
internal sealed class LspFormatter : SystemTextJsonFormatter, IJsonRpcMessageTextFormatter
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "All JSON goes through the source-generated context set here.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "All JSON goes through the source-generated context set here.")]
    public LspFormatter()
        => JsonSerializerOptions = new JsonSerializerOptions(LspJson.Default.Options) { TypeInfoResolver = LspJson.Default };

    JsonRpcMessage IJsonRpcMessageFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer)
        => Read(() => Deserialize(contentBuffer));

    JsonRpcMessage IJsonRpcMessageTextFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer, Encoding encoding)
        => Read(() => Deserialize(contentBuffer, encoding));

    private static JsonRpcMessage Read(Func<JsonRpcMessage> deserialize)
    {
        try
        {
            return deserialize();
        }
        catch (Exception broken) when (broken is InvalidOperationException or FormatException or ArgumentException
            or KeyNotFoundException or NotSupportedException or RemoteRpcException)
        {
            throw new JsonException("The content of a frame is not a JSON-RPC message.", broken);
        }
    }
}
