using Grpc.Core;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Hosting;

public sealed class DrainedWriterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task A_client_that_has_left_misses_the_last_frame_and_that_is_no_error(Type trouble)
    {
        var later = new Replies { Fails = () => Task.FromException((Exception)Activator.CreateInstance(trouble)!) };
        await new DrainedWriter<string>(later).CloseAsync("go elsewhere");
        var atOnce = new Replies { Fails = () => throw (Exception)Activator.CreateInstance(trouble)! };
        await new DrainedWriter<string>(atOnce).CloseAsync("go elsewhere");
        Assert.Equal((1, 1), (later.Asked, atOnce.Asked));
    }

    [Fact]
    public async Task A_client_that_is_there_gets_what_was_being_written_then_the_last_frame_and_nothing_after_it()
    {
        var replies = new Replies();
        var writer = new DrainedWriter<string>(replies);
        var slow = new TaskCompletionSource();
        replies.Fails = () => slow.Task;
        var writing = writer.WriteAsync("news", Ct);
        var closing = writer.CloseAsync("go elsewhere");
        Assert.Equal(["news"], replies.Written);
        replies.Fails = () => Task.CompletedTask;
        slow.SetResult();
        await writing;
        await closing;
        Assert.Equal(["news", "go elsewhere"], replies.Written);
        Assert.Equal("SERVER_DRAINING", (await Assert.ThrowsAsync<DomainException>(() => writer.WriteAsync("more", Ct))).Reason);
    }

    private sealed class Replies : IServerStreamWriter<string>
    {
        public Func<Task> Fails { get; set; } = () => Task.CompletedTask;

        public List<string> Written { get; } = [];

        public int Asked => Written.Count;

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Written.Add(message);
            return Fails();
        }

        public Task WriteAsync(string message, CancellationToken cancellationToken) => WriteAsync(message);
    }
}
