using System.Collections.Concurrent;

namespace OmniForge.Integrations.Requests;

/// <summary>What all requests of a server share: how many each account may still send, and which provider is in trouble. One for a process.</summary>
public sealed class RequestLimits(TimeProvider clock)
{
    /// <summary>Buckets that are full again are forgotten beyond this many.</summary>
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<(string Connection, string Bucket), LimitBucket> _buckets = new();
    private readonly ConcurrentDictionary<(string Integration, string Tenant), ProviderBreaker> _breakers = new();

    /// <summary>A number from 0 to 1 for jitter; tests set it.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    internal LimitBucket Bucket(AccountAccess access, string name)
    {
        if (_buckets.Count > Remembered)
        {
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.IsIdle)
                {
                    _buckets.TryRemove(new(key, bucket));
                }
            }
        }

        return _buckets.GetOrAdd(
            (access.ConnectionId, name),
            static (key, given) => new LimitBucket(LimitOf(given.access.Descriptor, key.Bucket), given.access.Descriptor.DisplayName, given.clock),
            (access, clock));
    }

    internal ProviderBreaker Breaker(AccountAccess access) => _breakers.GetOrAdd(
        (access.Descriptor.Id, access.Tenant),
        static (_, given) => new ProviderBreaker(given.access.Descriptor.DisplayName, given.clock),
        (access, clock));

    private static Limit LimitOf(IntegrationDescriptor descriptor, string bucket)
        => descriptor.Limits.GetValueOrDefault(bucket.Split(':')[0]) ?? descriptor.Limit;
}
