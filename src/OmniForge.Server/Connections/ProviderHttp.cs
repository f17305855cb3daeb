using System.Globalization;
using OmniForge.Agents.Egress;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>The one client that reaches providers: through the egress guard, without a time limit of its own.</summary>
internal sealed class ProviderHttp(EgressOptions egress) : IDisposable
{
    public HttpClient Client { get; } = new(GuardedHttp.CreateHandler(egress)) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => Client.Dispose();

    /// <summary>`Egress:Opened`: hosts that may be reached although they are not public, as `host:port`, separated by commas. Default: none.</summary>
    public static EgressOptions Read(IConfiguration configuration)
    {
        var opened = new List<OpenedHost>();
        foreach (var text in (configuration["Egress:Opened"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = text.LastIndexOf(':');
            if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            {
                throw new StartRefused($"Egress:Opened: '{text}' is no host and port; write it like 127.0.0.1:7101, several separated by commas.");
            }

            opened.Add(new(text[..colon], port));
        }

        return new() { Opened = opened };
    }
}
