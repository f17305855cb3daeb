using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>
/// Lets a provider in trouble rest: after 10 failures within a minute nothing is sent for 30 s, then one request tries whether it is over.
/// </summary>
internal sealed class ProviderBreaker(string provider, TimeProvider clock)
{
    private const int Failures = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Queue<long> _failures = new();
    private long? _opened;
    private long? _trial;

    /// <summary>Throws while the provider rests.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            if (_opened is not { } opened)
            {
                return;
            }

            var left = Rest - clock.GetElapsedTime(opened);
            if (left <= TimeSpan.Zero && (_trial is not { } trial || clock.GetElapsedTime(trial) >= Rest))
            {
                _trial = clock.GetTimestamp();
                return;
            }

            throw new AccountException(ToolErrorCode.Unavailable, $"{provider} failed many times in a row and is left alone for a moment. Try again in a minute.")
            {
                RetryAt = clock.GetUtcNow() + (left > TimeSpan.Zero ? left : Rest),
            };
        }
    }

    public void Worked()
    {
        lock (_gate)
        {
            _failures.Clear();
            (_opened, _trial) = (null, null);
        }
    }

    public void Failed()
    {
        lock (_gate)
        {
            _failures.Enqueue(clock.GetTimestamp());
            while (_failures.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) > Window)
            {
                _failures.Dequeue();
            }

            if (_trial is not null || _failures.Count >= Failures)
            {
                (_opened, _trial) = (clock.GetTimestamp(), null);
                _failures.Clear();
            }
        }
    }
}
