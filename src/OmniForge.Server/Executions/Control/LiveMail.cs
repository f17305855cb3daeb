using OmniForge.Agents.Running.Waits;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>What reaches an execution while it is at work: messages for its skills, and the wish to pause.</summary>
internal sealed class LiveMail(IReadOnlySet<string> read)
{
    private readonly Lock _state = new();
    private readonly HashSet<string> _seen = [.. read];
    private readonly List<(string Path, SentMessage Message)> _waiting = [];
    private int? _delivered;
    private volatile bool _pausing;

    /// <summary>True from the moment on at which the wish was taken; nothing takes it back.</summary>
    public bool PauseAsked => _pausing;

    /// <summary>How much of the mailbox was read and acted on.</summary>
    public long Knocks { get; private set; }

    /// <summary>Why a pause is wanted; empty = nobody said.</summary>
    public string PauseReason { get; private set; } = "";

    /// <summary>The first mail is what the run begins with.</summary>
    public void Take(Mail mail)
    {
        lock (_state)
        {
            // What was read earlier may come later; it says nothing that is still so.
            if (mail.Knocks < Knocks)
            {
                return;
            }

            // A run takes neither a pause that has begun back nor an answer while it works: they count as unread, so that it goes on
            // at once when it has come to wait.
            var answers = mail.Answered.Count + mail.Signals.Count(signal => signal.Kind == SignalKind.ToolResult);
            _delivered ??= answers;
            Knocks = (_pausing && !mail.Paused) || answers > _delivered ? Knocks : mail.Knocks;
            foreach (var signal in mail.Signals.Where(signal => signal.Kind == SignalKind.Message && _seen.Add(signal.Id)))
            {
                var sent = SendExecutionInputRequest.Parser.ParseFrom(signal.Payload);
                _waiting.Add((sent.StepPath, new SentMessage(signal.Id, sent.Message)));
            }

            if (mail.Paused)
            {
                PauseReason = mail.PauseReason;
                _pausing = true;
            }
        }
    }

    /// <summary>Messages for this step, or for whichever step reads next.</summary>
    public IReadOnlyList<SentMessage> For(string stepPath)
    {
        lock (_state)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            List<SentMessage> taken = [.. _waiting.Where(Fits).Select(item => item.Message)];
            _waiting.RemoveAll(item => Fits(item));
            return taken;
        }

        bool Fits((string Path, SentMessage Message) item) => item.Path.Length == 0 || item.Path == stepPath;
    }
}
