using System.Collections.Concurrent;

namespace OmniForge.Integrations.Requests;

/// <summary>What all requests of a server share: how many each account may still send, and which provider is in trouble. One for a process.</summary>
public sealed class RequestLimits(TimeProvider clock)
{
    /// <summary>Buckets that are full again are forgotten beyond this many.</summary>
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<LimitKey, LimitBucket> _buckets = new();
    private readonly ConcurrentDictionary<(string Integration, string Tenant), ProviderBreaker> _breakers = new();

    /// <summary>A number from 0 to 1 for jitter; tests set it.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Where permits are taken when several servers share the accounts; null = here.</summary>
    public Func<LimitKey, ILimitPermits>? Shared { get; init; }

    /// <summary>The permits that this process keeps.</summary>
    public ILimitPermits Here(IntegrationDescriptor descriptor, LimitKey key)
    {
        if (_buckets.Count > Remembered)
        {
            foreach (var (known, bucket) in _buckets)
            {
                if (bucket.IsIdle)
                {
                    _buckets.TryRemove(new(known, bucket));
                }
            }
        }

        return _buckets.GetOrAdd(
            key,
            static (key, given) => new LimitBucket(LimitOf(given.descriptor, key.Bucket), given.descriptor.DisplayName, given.clock),
            (descriptor, clock));
    }

    internal ILimitPermits Permits(AccountAccess access, string bucket)
    {
        var key = new LimitKey(access.Descriptor.Id, access.ConnectionId, bucket);
        return Shared?.Invoke(key) ?? Here(access.Descriptor, key);
    }

    internal ProviderBreaker Breaker(AccountAccess access) => _breakers.GetOrAdd(
        (access.Descriptor.Id, access.Tenant),
        static (_, given) => new ProviderBreaker(given.access.Descriptor.DisplayName, given.clock),
        (access, clock));

    private static Limit LimitOf(IntegrationDescriptor descriptor, string bucket)
        => descriptor.Limits.GetValueOrDefault(bucket.Split(':')[0]) ?? descriptor.Limit;
}
