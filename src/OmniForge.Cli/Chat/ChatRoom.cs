using System.Threading.Channels;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Client.Sessions;

namespace OmniForge.Cli.Chat;

/// <summary>One conversation in one terminal: shares mentioned files, sends turns, prints what happens.</summary>
internal sealed class ChatRoom : IAsyncDisposable
{
    /// <summary>Longest turn of the contract, in characters.</summary>
    public const int LongestTurn = 10_000;

    private readonly ConversationSession _session;
    private readonly Terminal _terminal;
    private readonly FileDesk _desk;
    private readonly Channel<string> _finished = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _pump;

    public ChatRoom(ConversationSession session, Terminal terminal, ChatView view, FileDesk desk)
    {
        _session = session;
        _terminal = terminal;
        _desk = desk;
        View = view;
        _pump = PumpAsync();
    }

    public ChatView View { get; }

    public string ConversationId => _session.ConversationId;

    /// <summary>Takes one turn to its end. False = it was not sent, or did not end well.</summary>
    public async Task<bool> TurnAsync(string line, CancellationToken cancellationToken)
    {
        if (line.Length > LongestTurn)
        {
            _terminal.Line(
                $"  That is too long: {line.Length:N0} letters, and {LongestTurn:N0} is the most. Nothing was sent. "
                + "Shorten it, or put it into a file and name the file.");
            return false;
        }

        try
        {
            var message = await _desk.TakeAsync(line, cancellationToken);
            var turn = await _session.SendAsync(message, cancellationToken);
            while (await _finished.Reader.ReadAsync(cancellationToken) != turn.TurnId)
            {
                // The end of a turn that another terminal took.
            }

            return View.Report.Outcome == V1.TurnOutcome.Completed;
        }
        catch (OmniForgeException refusal)
        {
            _terminal.Line($"OmniForge: {ChatFailures.Explain(refusal)}");
            return false;
        }
        catch (ChannelClosedException closed) when (closed.InnerException is OmniForgeException refusal)
        {
            _terminal.Line($"OmniForge: {ChatFailures.Explain(refusal)}");
            return false;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Waits for a turn that nobody here took: the server noticed something by itself. False = it did not end well.</summary>
    public async Task<bool> HearAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _finished.Reader.ReadAsync(cancellationToken);
            return View.Report.Outcome == V1.TurnOutcome.Completed;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _pump;
        await _session.DisposeAsync();
        _leaving.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var happened in _session.ReadAsync(_leaving.Token))
            {
                View.Take(happened);
                if (happened.TurnFinished is not null)
                {
                    _finished.Writer.TryWrite(happened.TurnId);
                }
            }

            _finished.Writer.TryComplete();
        }
        catch (OmniForgeException refusal)
        {
            _finished.Writer.TryComplete(refusal);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            _finished.Writer.TryComplete();
        }
    }
}
