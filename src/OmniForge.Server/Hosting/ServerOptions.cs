using System.ComponentModel.DataAnnotations;

namespace OmniForge.Server.Hosting;

/// <summary>Where the server listens and keeps its data. From the environment; a bad value stops the start.</summary>
internal sealed class ServerOptions
{
    /// <summary>`OMNIFORGE_GRPC_PORT`: port of gRPC, HTTP/2 without TLS on loopback. 0 = a free one. Default 5081.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; init; } = 5081;

    /// <summary>`OMNIFORGE_HTTP_PORT`: port of REST, health and pages. 0 = a free one. Default 5080.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; init; } = 5080;

    /// <summary>`OMNIFORGE_HOME`: everything the server writes lies below it. Default `~/.omniforge`.</summary>
    public string Home { get; init; } = "";

    /// <summary>`DATABASE_URL`: `postgres://user:password@host:port/name` or an Npgsql connection string. Empty = SQLite below the home.</summary>
    public string DatabaseUrl { get; init; } = "";

    /// <summary>`OMNIFORGE_TIME_ZONE`: IANA zone assumed for people who do not say theirs. Empty = ask.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>`OMNIFORGE_DEVELOPMENT`: `1` turns reflection on. Default off.</summary>
    public bool Development { get; init; }

    /// <summary>`OTEL_EXPORTER_OTLP_ENDPOINT`: where traces and metrics go. Empty = telemetry is off.</summary>
    public string TelemetryEndpoint { get; init; } = "";

    /// <summary>`OMNIFORGE_MAX_RUNNING`: executions of this node at work at one time. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxRunning { get; init; } = 100;

    /// <summary>`OMNIFORGE_MAX_RUNNING_PER_TENANT`: of one tenant, on this node. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxRunningPerTenant { get; init; } = 100;

    /// <summary>`OMNIFORGE_MAX_RUNNING_PER_AGENT`: of one agent, on this node. Default 0, no limit of its own.</summary>
    [Range(0, 10_000)]
    public int MaxRunningPerAgent { get; init; }

    /// <summary>
    /// `OMNIFORGE_MAX_RUNNING_PER_INTEGRATION`: of one tenant that may use one integration, on this node. Default 20; 0 = no limit of its own.
    /// </summary>
    [Range(0, 10_000)]
    public int MaxRunningPerIntegration { get; init; } = 20;

    /// <summary>`OMNIFORGE_MAX_QUEUED`: executions of one tenant waiting for a slot of this node before new ones are refused. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>
    /// `OMNIFORGE_RETENTION_DAYS`: days after its end for which an execution keeps its events and steps; 60 days later the rest of it
    /// goes. Default 30; 0 = everything is kept.
    /// </summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; init; } = 30;

    /// <summary>
    /// `OMNIFORGE_CONVERSATION_DAYS`: days after the last word in a conversation before it is removed. Default 120; 0 = everything is kept.
    /// What was deleted goes after 30 days in any case.
    /// </summary>
    [Range(0, 36_500)]
    public int ConversationDays { get; init; } = 120;

    /// <summary>
    /// `OMNIFORGE_ADVERTISED_ADDRESS`: name or IP address under which other nodes and clients reach this machine. Empty = this machine
    /// only, on loopback.
    /// </summary>
    public string AdvertisedAddress { get; init; } = "";

    /// <summary>`OMNIFORGE_SILO_PORT`: port on which nodes talk to each other. 0 = a free one.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; init; }

    /// <summary>`OMNIFORGE_TLS_CERTIFICATE`: file with the certificate and its chain, PEM or PFX. Needed for every address but loopback.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>`OMNIFORGE_TLS_KEY`: PEM file with the private key. Empty = it is in the certificate's file.</summary>
    public string CertificateKey { get; init; } = "";

    /// <summary>`OMNIFORGE_TLS_PASSWORD`: password of the PFX file or of the PEM key. Empty = none.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>
    /// `OMNIFORGE_FILES`: `database` or `folder`, where skills and files of agents are kept. Default: the database on PostgreSQL, so that
    /// any node has them; folders below the home on SQLite. A `folder` on PostgreSQL must be a volume that all nodes mount as their home's `tenants`.
    /// </summary>
    public string Files { get; init; } = "";

    /// <summary>Where <see cref="Files"/> leads.</summary>
    public bool FilesInDatabase => Files.Length > 0 ? Files == "database" : DatabaseUrl.Trim().Length > 0;

    /// <summary>True when other machines reach this server.</summary>
    public bool Networked => AdvertisedAddress.Length > 0 && AdvertisedAddress != "localhost"
        && !(System.Net.IPAddress.TryParse(AdvertisedAddress, out var address) && System.Net.IPAddress.IsLoopback(address));

    public static ServerOptions Read(IConfiguration configuration)
    {
        var home = configuration["OMNIFORGE_HOME"];
        return new()
        {
            GrpcPort = Port(configuration, "OMNIFORGE_GRPC_PORT", 5081),
            HttpPort = Port(configuration, "OMNIFORGE_HTTP_PORT", 5080),
            Home = Path.GetFullPath(string.IsNullOrWhiteSpace(home)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".omniforge")
                : home),
            DatabaseUrl = configuration["DATABASE_URL"] ?? "",
            TimeZone = Zone(configuration["OMNIFORGE_TIME_ZONE"] ?? ""),
            Development = configuration["OMNIFORGE_DEVELOPMENT"] == "1",
            TelemetryEndpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "",
            AdvertisedAddress = (configuration["OMNIFORGE_ADVERTISED_ADDRESS"] ?? "").Trim(),
            SiloPort = Port(configuration, "OMNIFORGE_SILO_PORT", 0),
            Certificate = configuration["OMNIFORGE_TLS_CERTIFICATE"] ?? "",
            CertificateKey = configuration["OMNIFORGE_TLS_KEY"] ?? "",
            CertificatePassword = configuration["OMNIFORGE_TLS_PASSWORD"] ?? "",
            Files = Choice(configuration, "OMNIFORGE_FILES", "database", "folder"),
            MaxRunning = Number(configuration, "OMNIFORGE_MAX_RUNNING", 100, 1, 10_000),
            MaxRunningPerTenant = Number(configuration, "OMNIFORGE_MAX_RUNNING_PER_TENANT", 100, 1, 10_000),
            MaxRunningPerAgent = Number(configuration, "OMNIFORGE_MAX_RUNNING_PER_AGENT", 0, 0, 10_000),
            MaxRunningPerIntegration = Number(configuration, "OMNIFORGE_MAX_RUNNING_PER_INTEGRATION", 20, 0, 10_000),
            RetentionDays = Number(configuration, "OMNIFORGE_RETENTION_DAYS", 30, 0, 36_500),
            ConversationDays = Number(configuration, "OMNIFORGE_CONVERSATION_DAYS", 120, 0, 36_500),
            MaxQueued = Number(configuration, "OMNIFORGE_MAX_QUEUED", 10_000, 1, 1_000_000),
        };
    }

    private static int Port(IConfiguration configuration, string name, int normal) => Number(configuration, name, normal, 0, 65535);

    private static int Number(IConfiguration configuration, string name, int normal, int least, int most)
    {
        var written = configuration[name];
        if (string.IsNullOrWhiteSpace(written))
        {
            return normal;
        }

        return int.TryParse(written, out var number) && number >= least && number <= most
            ? number
            : throw new StartRefused($"{name} is \"{written}\", but must be a number from {least} to {most}. Correct it, or unset it to use {normal}.");
    }

    private static string Choice(IConfiguration configuration, string name, params string[] words)
    {
        var written = (configuration[name] ?? "").Trim();
        return written.Length == 0 || words.Contains(written)
            ? written
            : throw new StartRefused($"{name} is \"{written}\", but must be {string.Join(" or ", words)}. Correct it, or unset it.");
    }

    private static string Zone(string written)
        => written.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(written, out _)
            ? written
            : throw new StartRefused($"OMNIFORGE_TIME_ZONE is \"{written}\", which is no time zone. Use a name such as Europe/Berlin, or unset it.");
}
