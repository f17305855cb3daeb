using System.Collections.Concurrent;
using System.Text.Json;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer;

/// <summary>Tells the client how far a request is that brought a token, and lets it stop the request by that token.</summary>
internal sealed class Progress(ClientNotices client)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Does the work; tells of its beginning and end, however it ends, when there is a token.</summary>
    /// <param name="token">Null = the client does not want to know.</param>
    /// <param name="work">Is given how to say that so many of so many are done.</param>
    public async Task<T> DuringAsync<T>(
        JsonElement? token, string title, Func<Func<int, int, Task>, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (token is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } shown)
        {
            return await work((_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running[shown.GetRawText()] = stop;
        await TellAsync(shown, new("begin") { Title = title, Cancellable = true, Percentage = 0 }).ConfigureAwait(false);
        try
        {
            return await work(
                (done, all) => TellAsync(shown, new("report") { Message = $"{done} of {all}", Percentage = all == 0 ? 100 : (int)(100L * done / all) }),
                stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(shown.GetRawText(), out _);
            await TellAsync(shown, new("end")).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the request with that token; one that is over is left alone.</summary>
    public void Stop(JsonElement token)
    {
        if (_running.TryGetValue(token.GetRawText(), out var running))
        {
            try
            {
                running.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended at this moment.
            }
        }
    }

    private Task TellAsync(JsonElement token, WorkDone value) => client.ProgressAsync(token, value, LspJson.Default.WorkDone);
}
