using System.Text.Json;
using Microsoft.VisualStudio.Threading;
using PolyType;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace OmniForge.LanguageServer.Protocol;

/// <summary>JSON-RPC with one client, wired for LSP and for native compilation.</summary>
internal sealed class LspConnection : JsonRpc
{
    private readonly TextWriter _log;

    public LspConnection(Stream input, Stream output, TextWriter log)
        : base(new LspMessageHandler(input, output))
    {
        _log = log;
        // The default may hand over two edits in the wrong order.
        SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false);
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = true;
    }

    public void Serve<T>(T target)
        where T : class, IShapeable<T>
        => AddLocalRpcTarget(
        RpcTargetMetadata.FromShape<T>(),
        target,
        new JsonRpcTargetOptions { UseSingleObjectParameterDeserialization = true });

    /// <summary>Does something between two messages, where open documents may be used.</summary>
    public void Between(Func<Task> act) => SynchronizationContext!.Post(_ => _ = LoggedAsync(act), null);

    /// <summary>What the client learns of a failure: never a stack or a type. The handler has the words for what is not ours.</summary>
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException:
                return new() { Code = JsonRpcErrorCode.RequestCanceled, Message = exception.Message };
            case RpcArgumentDeserializationException or JsonException:
                return new() { Code = JsonRpcErrorCode.InvalidParams, Message = exception.Message };
            case LspException refused:
                return new()
                {
                    Code = (JsonRpcErrorCode)refused.Code,
                    Message = refused.Message,
                    Data = refused.Reason is null ? null : new ErrorReason(refused.Reason),
                };
            default:
                _log.WriteLine($"{request.Method} failed: {exception}");
                return new() { Code = JsonRpcErrorCode.InternalError, Message = "Something went wrong inside the language server." };
        }
    }

    private async Task LoggedAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ConnectionLostException or ObjectDisposedException)
        {
            await _log.WriteLineAsync("The editor left before it could be told.").ConfigureAwait(false);
        }
    }
}
