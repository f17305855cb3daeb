using System.Collections.Concurrent;
using System.Threading.Channels;

namespace OmniForge.Server.Cluster;

/// <summary>What waits to be told to each node. All that waits goes in one call; a node that is too slow loses the newest, not this one's memory.</summary>
internal sealed class EchoPosts(NodeCalls calls)
{
    private const int Waiting = 16_384;
    private const int InOneCall = 512;

    private readonly ConcurrentDictionary<string, Channel<Told>> _posts = new();

    public void Send(string node, Told told) => _posts.GetOrAdd(node, Open).Writer.TryWrite(told);

    /// <summary>The node is gone.</summary>
    public void Close(string node)
    {
        if (_posts.TryRemove(node, out var post))
        {
            post.Writer.TryComplete();
        }
    }

    private Channel<Told> Open(string node)
    {
        var post = Channel.CreateBounded<Told>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
        _ = PostAsync(node, post.Reader);
        return post;
    }

    private async Task PostAsync(string node, ChannelReader<Told> waiting)
    {
        await Task.Yield();
        while (await waiting.WaitToReadAsync())
        {
            var batch = new List<Told>();
            while (batch.Count < InOneCall && waiting.TryRead(out var told))
            {
                batch.Add(told);
            }

            await calls.TryAsync(node, grain => grain.TellAsync(batch));
        }
    }
}
