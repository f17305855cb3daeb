using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Cluster.Tls;

namespace OmniForge.Server.Tests.Cluster.Tls;

public sealed class StrangersTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Lines _lines = new();
    private readonly Strangers _strangers;

    public StrangersTests() => _strangers = new(_clock, _lines);

    [Fact]
    public void An_address_is_named_once_an_hour_whatever_its_port()
    {
        for (var port = 1; port <= 100; port++)
        {
            _strangers.Refuse(new IPEndPoint(IPAddress.Parse("10.0.0.66"), port), Strangers.UnknownKey);
        }

        _strangers.Refuse(new IPEndPoint(IPAddress.Parse("10.0.0.67"), 5), Strangers.NoHandshake);
        Assert.Equal(2, _lines.Warnings.Count);
        Assert.Contains("10.0.0.66:1 was refused", _lines.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("older version", _lines.Warnings[1], StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromHours(1));
        _strangers.Refuse(new IPEndPoint(IPAddress.Parse("10.0.0.66"), 9), Strangers.Silent);
        Assert.Equal(3, _lines.Warnings.Count);
    }

    [Fact]
    public void Thousands_of_addresses_fill_neither_the_log_nor_the_memory_and_a_later_one_is_named_again()
    {
        for (var n = 0; n < 5000; n++)
        {
            _strangers.Refuse(new IPEndPoint(new IPAddress(0x0A000000L + n), 1), Strangers.UnknownKey);
        }

        Assert.Equal(1000, _lines.Warnings.Count);
        _clock.Advance(TimeSpan.FromHours(1));
        _strangers.Refuse(new IPEndPoint(IPAddress.Parse("192.168.1.1"), 1), Strangers.UnknownKey);
        Assert.Equal(1001, _lines.Warnings.Count);
    }

    [Fact]
    public void Whoever_only_looks_whether_the_port_is_open_is_not_named()
    {
        _strangers.Refuse(new IPEndPoint(IPAddress.Parse("10.0.0.66"), 1), Strangers.Gone);
        Assert.Empty(_lines.Warnings);
    }

    private sealed class Lines : ILogger<Strangers>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
