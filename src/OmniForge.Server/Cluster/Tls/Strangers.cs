using System.Net;

namespace OmniForge.Server.Cluster.Tls;

/// <summary>Says who was refused on the port between nodes: each address once an hour, so that nobody fills the log.</summary>
internal sealed partial class Strangers(TimeProvider clock, ILogger<Strangers> log)
{
    public const string UnknownKey =
        "its key is not the one of a server that uses this database at that address. If it is one of yours, give it this server's DATABASE_URL and restart it; if not, close the port between servers to it";

    public const string NoHandshake =
        "it does not speak the encryption between servers. If it is a server of an older version, stop all servers before you start newer ones; if it is none, close the port between servers to it";

    public const string Silent = "it did not prove in ten seconds who it is. If it is one of your servers, look whether it or the database is overloaded";

    public const string Gone = "it went away before it had proved who it is";

    private const int Remembered = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock _state = new();
    private readonly Dictionary<IPAddress, long> _named = [];

    public void Refuse(EndPoint? from, string why)
    {
        // Whoever only looks whether the port is open, as load balancers do, did no wrong.
        if (why != Gone && IsNews((from as IPEndPoint)?.Address ?? IPAddress.None))
        {
            LogRefused(from, why);
        }
        else
        {
            LogAgain(from, why);
        }
    }

    private bool IsNews(IPAddress address)
    {
        lock (_state)
        {
            if (_named.TryGetValue(address, out var at) && clock.GetElapsedTime(at) < Quiet)
            {
                return false;
            }

            if (_named.Count >= Remembered)
            {
                foreach (var old in _named.Where(one => clock.GetElapsedTime(one.Value) >= Quiet).Select(one => one.Key).ToList())
                {
                    _named.Remove(old);
                }
            }

            if (_named.Count >= Remembered)
            {
                return false;
            }

            _named[address] = clock.GetTimestamp();
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{From} was refused as a server of this cluster: {Why}")]
    private partial void LogRefused(EndPoint? from, string why);

    [LoggerMessage(LogLevel.Debug, "{From} was refused as a server of this cluster: {Why}")]
    private partial void LogAgain(EndPoint? from, string why);
}
