using Grpc.Core;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Hosting;

public sealed class ClientFramesTests
{
    [Fact]
    public async Task A_client_that_resets_its_stream_has_cancelled_the_call_and_is_no_fault_of_the_server()
    {
        var frames = new ClientFrames<string>(new Reset("hello"));
        Assert.True(await frames.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal("hello", frames.Current);
        var left = await Assert.ThrowsAsync<RpcException>(() => frames.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.Cancelled, left.StatusCode);
    }

    /// <summary>One frame, and then what the transport throws when the client resets the stream.</summary>
    private sealed class Reset(string only) : IAsyncStreamReader<string>
    {
        private bool _given;

        public string Current => only;

        public Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (_given)
            {
                throw new IOException("The client reset the request stream.");
            }

            _given = true;
            return Task.FromResult(true);
        }
    }
}
