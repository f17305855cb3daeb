using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using OmniForge.Server.Tests.Hosting;

namespace OmniForge.Server.Tests.Tenancy;

/// <summary>Calls any method of the contract with bytes, whatever its kind.</summary>
internal static class RawCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>The first answer of a call, or its refusal.</summary>
    internal sealed record Answer(byte[]? Response, Google.Rpc.Status? Refusal)
    {
        public string Reason => Refusal is null ? "" : Refused.Of(Refusal).Reason;

        /// <summary>Everything a client can tell apart.</summary>
        public string Visible() => Refusal is null ? "OK " + Convert.ToHexStringLower(Response!) : $"{Refusal.Code} " + Convert.ToHexStringLower(Refusal.ToByteArray());
    }

    public static async Task<Answer> CallAsync(CallInvoker calls, MethodDescriptor method, IMessage request, CancellationToken cancellationToken)
    {
        var options = new CallOptions([new Metadata.Entry("x-request-id", "walk")], cancellationToken: cancellationToken);
        try
        {
            return new(await FirstAsync(calls, method, request.ToByteArray(), options), null);
        }
        catch (RpcException refused)
        {
            var status = refused.GetRpcStatus();
            Assert.True(status is not null, $"{method.FullName} was refused without details: {refused.Status}");
            return new(null, status);
        }
    }

    private static async Task<byte[]> FirstAsync(CallInvoker calls, MethodDescriptor method, byte[] request, CallOptions options)
    {
        Method<byte[], byte[]> Of(MethodType type) => new(type, method.Service.FullName, method.Name, Bytes, Bytes);
        if (method.IsClientStreaming)
        {
            using var duplex = calls.AsyncDuplexStreamingCall(Of(MethodType.DuplexStreaming), null, options);
            try
            {
                await duplex.RequestStream.WriteAsync(request);
            }
            catch (RpcException)
            {
                // Refused before the frame was read: the answer below says why.
            }

            return await duplex.ResponseStream.MoveNext(options.CancellationToken) ? duplex.ResponseStream.Current : [];
        }

        if (method.IsServerStreaming)
        {
            using var stream = calls.AsyncServerStreamingCall(Of(MethodType.ServerStreaming), null, options, request);
            return await stream.ResponseStream.MoveNext(options.CancellationToken) ? stream.ResponseStream.Current : [];
        }

        return await calls.AsyncUnaryCall(Of(MethodType.Unary), null, options, request);
    }
}
