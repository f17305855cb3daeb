using System.Collections.Concurrent;
using Google.Rpc;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>One conversation that echoes: each turn gives turn_started, message_completed, turn_finished. Turns are kept by request id.</summary>
internal sealed class FakeConversations(Faults faults) : ConversationService.ConversationServiceBase
{
    private readonly ConcurrentDictionary<string, string> _turns = new();

    public EventLog<ConversationEvent> Log { get; } = new();

    public ConcurrentQueue<ulong> Cursors { get; } = new();

    /// <summary>Times a conversation was opened with a create frame.</summary>
    public ConcurrentQueue<string> Creates { get; } = new();

    /// <summary>Turns that were really taken.</summary>
    public int Turns => _turns.Count;

    /// <summary>Cuts the connection once, after a turn was stored and before it was answered.</summary>
    public bool CutBeforeAnswer { get; set; }

    public override async Task Converse(
        IAsyncStreamReader<ConverseRequest> frames, IServerStreamWriter<ConverseResponse> replies, ServerCallContext context)
    {
        if (!await frames.MoveNext(context.CancellationToken))
        {
            throw Faults.Refusal(Code.InvalidArgument, "FIRST_FRAME_REQUIRED");
        }

        using var writer = new SharedWriter<ConverseResponse>(replies);
        var first = frames.Current;
        await writer.WriteAsync(new() { Result = Open(first) });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var obeying = ObeyAsync(frames, writer, first.FrameId, context, ended.Token);
        var streaming = StreamAsync(first.Attach?.AfterSequence ?? 0, writer, context, ended.Token);
        try
        {
            await await Task.WhenAny(obeying, streaming);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task ObeyAsync(
        IAsyncStreamReader<ConverseRequest> frames, SharedWriter<ConverseResponse> writer, string first,
        ServerCallContext context, CancellationToken cancellationToken)
    {
        var numbers = new HashSet<string> { first };
        while (await frames.MoveNext(cancellationToken))
        {
            var frame = frames.Current;
            if (!numbers.Add(frame.FrameId) || frame.Turn is null)
            {
                throw Faults.Refusal(Code.InvalidArgument, "FRAME_OUT_OF_ORDER");
            }

            var result = new ConverseResult { FrameId = frame.FrameId };
            if (frame.Turn.Message == "refuse me")
            {
                result.Error = Faults.Refusal(Code.FailedPrecondition, "TURN_IN_PROGRESS").GetRpcStatus();
            }
            else
            {
                result.Turn = new() { TurnId = Take(frame.Turn) };
                if (CutBeforeAnswer)
                {
                    CutBeforeAnswer = false;
                    await Faults.StrikeAsync(Cut.Abort, context);
                }
            }

            await writer.WriteAsync(new() { Result = result });
        }
    }

    private async Task StreamAsync(
        ulong after, SharedWriter<ConverseResponse> writer, ServerCallContext context, CancellationToken cancellationToken)
    {
        var (allowed, cut) = faults.Next();
        var sent = 0;
        await foreach (var happened in Log.ReadAsync(after, cancellationToken))
        {
            if (sent++ == allowed)
            {
                await Faults.StrikeAsync(cut, context);
            }

            await writer.WriteAsync(new() { Event = happened });
        }
    }

    private ConverseResult Open(ConverseRequest first)
    {
        var result = new ConverseResult { FrameId = first.FrameId };
        if (first.Create is { } create)
        {
            if (create.RequestId.Length == 0)
            {
                throw Faults.Refusal(Code.InvalidArgument, "FIELD_INVALID");
            }

            Creates.Enqueue(create.RequestId);
            if (Log.Head == 0)
            {
                Log.Append(sequence => new() { ConversationId = "c1", Sequence = sequence, ConversationOpened = new() });
            }

            result.Create = new() { SessionId = "c1", Message = "Hello." };
            return result;
        }

        Cursors.Enqueue(first.Attach.AfterSequence);
        if (first.Attach.ConversationId != "c1")
        {
            throw Faults.Refusal(Code.NotFound, "RESOURCE_NOT_FOUND");
        }

        result.Accepted = new();
        return result;
    }

    private string Take(SendTurnRequest turn)
    {
        if (!turn.Detach || turn.RequestId.Length == 0)
        {
            throw Faults.Refusal(Code.InvalidArgument, "FIELD_INVALID");
        }

        var id = "t" + turn.RequestId;
        if (_turns.TryAdd(turn.RequestId, turn.Message))
        {
            Log.Append(sequence => new() { Sequence = sequence, TurnId = id, TurnStarted = new() { Text = turn.Message } });
            Log.Append(sequence => new() { Sequence = sequence, TurnId = id, MessageCompleted = new() { MessageId = id, Text = turn.Message } });
            Log.Append(sequence => new() { Sequence = sequence, TurnId = id, TurnFinished = new() { Outcome = TurnOutcome.Completed } });
        }

        return id;
    }
}
