namespace OmniForge.Client.Wire;

/// <summary>How long one stream goes on trying to come back.</summary>
internal sealed class Patience(RetryOptions retry, TimeProvider time)
{
    private int _attempt;
    private bool _connectedOnce;
    private long _brokenAt;

    /// <summary>The server spoke: the next break starts afresh.</summary>
    public void Heard()
    {
        _attempt = 0;
        _connectedOnce = true;
    }

    /// <summary>Waits before the next attempt, or throws <paramref name="refusal"/> when another attempt is pointless.</summary>
    public async Task WaitAsync(OmniForgeException refusal, CancellationToken cancellationToken)
    {
        if (_attempt++ == 0)
        {
            _brokenAt = time.GetTimestamp();
        }

        var spent = _connectedOnce ? time.GetElapsedTime(_brokenAt) >= retry.GiveUpAfter : _attempt >= retry.MaxAttempts;
        if (spent || !Refusals.MayPass(refusal))
        {
            throw refusal;
        }

        await Task.Delay(Pauses.Of(retry, _attempt, refusal.RetryAfter), time, cancellationToken).ConfigureAwait(false);
    }
}
