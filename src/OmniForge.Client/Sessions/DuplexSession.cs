using System.Globalization;
using System.Threading.Channels;
using Grpc.Core;
using OmniForge.Client.Streams;
using OmniForge.Client.Wire;

namespace OmniForge.Client.Sessions;

/// <summary>
/// One bidirectional RPC that survives cuts. A background loop owns the connection: it opens or attaches with the cursor, sends what
/// has no answer yet, and hands on each durable event exactly once.
/// </summary>
internal sealed class DuplexSession<TRequest, TResponse, TEvent, TResult> : IAsyncDisposable
    where TRequest : class
    where TResult : class
    where TEvent : class
{
    // Events a reader may lag behind; ephemeral ones are dropped beyond it, durable ones wait.
    private const int Lag = 1_024;

    private readonly DuplexWire<TRequest, TResponse, TEvent, TResult> _wire;
    private readonly Caller _caller;
    private readonly Outbox<TRequest, TResult> _outbox = new();
    private readonly Channel<TEvent> _events = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(Lag) { SingleWriter = true });
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;
    private PendingFrame<TRequest, TResult>? _opening;
    private string? _resource;
    private EventCursor _cursor;
    private bool _ended = true;
    private long _frames;

    /// <param name="resource">Attach to this one after <paramref name="after"/>; null = open with <paramref name="opening"/>.</param>
    /// <param name="opening">First frame of a new resource; carries a request id, so that it may be sent twice.</param>
    public DuplexSession(
        DuplexWire<TRequest, TResponse, TEvent, TResult> wire, Caller caller, string? resource, ulong after, TRequest? opening)
    {
        _wire = wire;
        _caller = caller;
        _resource = resource;
        _cursor = new(after);
        _opening = new(opening ?? wire.Attach(resource ?? "", after));
        Opened = _opening.Answer;
        _loop = RunAsync();
    }

    /// <summary>Answer to the opening frame.</summary>
    public Task<TResult> Opened { get; }

    /// <summary>Every durable event after the cursor once and in order, and ephemeral ones as they come. One reader.</summary>
    public ChannelReader<TEvent> Events => _events.Reader;

    public async Task<TResult> SendAsync(TRequest frame, CancellationToken cancellationToken)
    {
        var pending = _outbox.Add(frame);
        try
        {
            return await pending.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _outbox.Withdraw(pending);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        var patience = _caller.NewPatience();
        try
        {
            var server = _caller.Servers.Present;
            while (await ConnectAsync(patience).ConfigureAwait(false) is { } broken)
            {
                _caller.Servers.Leave(server);
                server = _caller.Servers.Present;
                await patience.WaitAsync(broken, _closing.Token).ConfigureAwait(false);
            }

            End(null);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            End(null);
        }
        catch (OmniForgeException refusal)
        {
            End(refusal);
        }
    }

    /// <summary>One connection from opening to end; null = the server ended it well.</summary>
    private async Task<OmniForgeException?> ConnectAsync(Patience patience)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        using var call = _wire.Open(new CallOptions(cancellationToken: ended.Token));
        _outbox.ForgetNumbers();
        var opening = _opening ?? new PendingFrame<TRequest, TResult>(_wire.Attach(_resource!, _cursor.Last));
        opening.SentAs = NextNumber();
        var pump = PumpAsync(call.RequestStream, opening, ended.Token);
        using var reader = new FrameReader<TResponse>(call.ResponseStream, _caller, _closing.Token);
        try
        {
            OmniForgeException? broken = null;
            while (broken is null && await reader.NextAsync().ConfigureAwait(false))
            {
                broken = await TakeAsync(reader.Current, opening, patience).ConfigureAwait(false);
            }

            return broken ?? reader.Broken ?? (_ended ? null : _cursor.NoEnd());
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await pump.ConfigureAwait(false);
        }
    }

    private async Task<OmniForgeException?> TakeAsync(TResponse response, PendingFrame<TRequest, TResult> opening, Patience patience)
    {
        if (_wire.ReadResult(response) is { } answer)
        {
            Settle(answer, opening);
            patience.Heard();
            return null;
        }

        var frame = _wire.Read(response);
        if (frame.Hint is { } hint)
        {
            return new("SERVER_DRAINING", "The server asked to reconnect.", StatusCode.Unavailable) { RetryAfter = hint.After?.ToTimeSpan() };
        }

        if (frame.Reset is { } reset)
        {
            _cursor.Reset(reset.OldestSequence);
        }

        var verdict = frame.Event is null ? CursorVerdict.Repeat : _cursor.Take(frame.Sequence, frame.Skipped);
        if (verdict == CursorVerdict.Gap)
        {
            return _cursor.Gap(frame.Sequence);
        }

        patience.Heard();
        _ended = frame.Event is null ? _ended : frame.MayBeLast;
        if (verdict == CursorVerdict.Next)
        {
            await _events.Writer.WriteAsync(frame.Event!, _closing.Token).ConfigureAwait(false);
        }
        else if (verdict == CursorVerdict.Ephemeral)
        {
            _events.Writer.TryWrite(frame.Event!);
        }

        return null;
    }

    private void Settle(FrameResult<TResult> answer, PendingFrame<TRequest, TResult> opening)
    {
        var pending = answer.FrameId == opening.SentAs ? opening : _outbox.Take(answer.FrameId);
        if (pending is null)
        {
            return;
        }

        if (answer.Error is { } error)
        {
            pending.Fail(Refusals.From(error));
            return;
        }

        if (ReferenceEquals(pending, _opening))
        {
            _resource ??= _wire.Opened(answer.Result);
            _opening = null;
        }

        pending.Succeed(answer.Result);
    }

    /// <summary>The only writer of a connection. A failed write is no news: the reading side learns why the connection ended.</summary>
    private async Task PumpAsync(
        IClientStreamWriter<TRequest> writer, PendingFrame<TRequest, TResult> opening, CancellationToken cancellationToken)
    {
        var next = opening;
        try
        {
            while (true)
            {
                _wire.Number(next.Frame, next.SentAs!);
                await writer.WriteAsync(next.Frame, cancellationToken).ConfigureAwait(false);
                next = await _outbox.NextAsync(NextNumber, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or IOException
            || (error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // The connection is over; frames without an answer go out on the next one.
        }
    }

    private string NextNumber() => "f" + Interlocked.Increment(ref _frames).ToString(CultureInfo.InvariantCulture);

    private void End(OmniForgeException? refusal)
    {
        Exception reason = refusal ?? new OmniForgeException("STREAM_ENDED", "The stream has ended.", StatusCode.Cancelled);
        _opening?.Fail(reason);
        _outbox.End(reason);
        _events.Writer.TryComplete(refusal);
    }
}
