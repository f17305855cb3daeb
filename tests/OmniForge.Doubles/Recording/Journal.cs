using System.Collections.Concurrent;
using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Recording;

/// <summary>
/// Everything that arrived at the doubles of a test, in order. <see cref="Verify"/> at the end of a test fails for a request that no
/// client should make, for a secret in the wrong place, and for a write that was made twice.
/// </summary>
public sealed class Journal(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<Exchange> _exchanges = [];
    private readonly List<Func<Exchange, bool>> _expected = [];
    private readonly List<Func<Exchange, bool>> _forgiven = [];
    private readonly ConcurrentDictionary<string, KnownSecret> _secrets = new(StringComparer.Ordinal);

    /// <summary>Called after each request was decided and before it is answered.</summary>
    public event Action<Exchange>? Happened;

    /// <summary>
    /// How a client's key of a write is found where the provider has no place for one; by default the header `Idempotency-Key` or a
    /// mark such as `omniforge:KEY` in the body.
    /// </summary>
    public Func<Exchange, string?> KeyOf { get; set; } = WriteKeys.Find;

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_gate)
            {
                return [.. _exchanges];
            }
        }
    }

    /// <summary>Every secret that the doubles gave out or know: codes, tokens, client secrets.</summary>
    public IReadOnlyCollection<string> Secrets => [.. _secrets.Keys];

    public IReadOnlyList<Exchange> Of(string provider) => [.. Exchanges.Where(exchange => exchange.Provider == provider)];

    /// <summary>Once called, each request must be one of those that were announced.</summary>
    public void Expect(Func<Exchange, bool> request)
    {
        lock (_gate)
        {
            _expected.Add(request);
        }
    }

    /// <summary>A test that misbehaves on purpose says so.</summary>
    public void Forgive(Func<Exchange, bool> request)
    {
        lock (_gate)
        {
            _forgiven.Add(request);
        }
    }

    /// <summary>What went wrong, one plain sentence each; empty when all was well.</summary>
    public IReadOnlyList<string> Violations()
    {
        List<Exchange> judged;
        List<Func<Exchange, bool>> expected;
        lock (_gate)
        {
            judged = [.. _exchanges.Where(exchange => !_forgiven.Any(forgives => forgives(exchange)))];
            expected = [.. _expected];
        }

        return
        [
            .. judged.Where(exchange => exchange.Misuse is not null).Select(exchange => $"{exchange}: {exchange.Misuse}"),
            .. judged.Where(exchange => expected.Count > 0 && !expected.Any(expects => expects(exchange)))
                .Select(exchange => $"{exchange}: nobody expected this request."),
            .. judged.SelectMany(exchange => SecretRules.Judge(exchange, _secrets)),
            .. Doubled(judged),
        ];
    }

    /// <summary>Throws with all violations when there are any.</summary>
    public void Verify()
    {
        if (Violations() is { Count: > 0 } violations)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, violations));
        }
    }

    /// <summary>Forgets the requests so far; secrets stay known.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _exchanges.Clear();
        }
    }

    internal void Know(string secret, string provider, SecretKind kind) => _secrets[secret] = new(provider, kind);

    internal Exchange Begin(string provider, Call call)
    {
        lock (_gate)
        {
            var exchange = new Exchange(_exchanges.Count + 1, clock.GetUtcNow(), provider, call);
            _exchanges.Add(exchange);
            return exchange;
        }
    }

    internal void End(Exchange exchange) => Happened?.Invoke(exchange);

    private IEnumerable<string> Doubled(IEnumerable<Exchange> exchanges)
        => from exchange in exchanges
           where exchange.Created
           let key = exchange.WriteKey ?? KeyOf(exchange)
           where key is not null
           group exchange by (exchange.Provider, exchange.Account, Key: key) into same
           where same.Count() > 1
           select $"{same.Key.Provider}: the write with the key {same.Key.Key} was made {same.Count()} times "
               + $"(requests {string.Join(", ", same.Select(exchange => exchange.Number))}).";
}
