using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>
/// Frames with a Content-Length header. A frame whose content is no message is answered and passed over; a broken
/// header ends the connection, because nobody knows where the next frame starts.
/// </summary>
internal sealed class LspMessageHandler(Stream input, Stream output)
    : HeaderDelimitedMessageHandler(output, input, new LspFormatter())
{
    private const JsonRpcErrorCode ParseError = (JsonRpcErrorCode)(-32700);

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException)
            {
                await WriteAsync(Unreadable(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes a message; errors lose what the library tells about types and methods of this program.</summary>
    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        if (content is JsonRpcError { Error: { } error })
        {
            error.Data = error.Data as ErrorReason;
            error.Message = error.Code switch
            {
                JsonRpcErrorCode.MethodNotFound => "There is no such method.",
                JsonRpcErrorCode.RequestCanceled => "The request was cancelled.",
                JsonRpcErrorCode.InvalidParams => "The parameters do not fit the method.",
                _ => error.Message,
            };
        }

        base.Write(content, cancellationToken);
    }

    private JsonRpcError Unreadable()
    {
        var reply = ((IJsonRpcMessageFactory)Formatter).CreateErrorMessage();
        reply.RequestId = RequestId.Null;
        reply.Error = new() { Code = ParseError, Message = "The message is not a JSON-RPC message." };
        return reply;
    }
}
