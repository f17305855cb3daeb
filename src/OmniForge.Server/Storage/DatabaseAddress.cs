using Npgsql;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Storage;

/// <summary>Which database, as its driver wants to hear it.</summary>
internal sealed record DatabaseAddress(bool Postgres, string ConnectionString)
{
    public static DatabaseAddress Of(ServerOptions options)
    {
        var url = options.DatabaseUrl.Trim();
        if (url.Length == 0)
        {
            return new(false, $"Data Source={Path.Combine(options.Home, "omniforge.db")};Default Timeout=30;Pooling=True");
        }

        try
        {
            return new(true, Prepared(url.Contains("://", StringComparison.Ordinal) ? FromUrl(url) : new NpgsqlConnectionStringBuilder(url)));
        }
        catch (ArgumentException)
        {
            throw new StartRefused("DATABASE_URL cannot be read. Write it as postgres://user:password@host:5432/name, or unset it to use SQLite.");
        }
    }

    /// <summary>A node that freezes in the middle of a transaction keeps what it has locked from all others no longer than this.</summary>
    private const string SilenceLimit = "idle_in_transaction_session_timeout";

    /// <summary>Repeated statements are prepared by the driver, and transactions end that nobody goes on with, unless the address says otherwise.</summary>
    private static string Prepared(NpgsqlConnectionStringBuilder builder)
    {
        if (!builder.ContainsKey("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = 100;
            builder.AutoPrepareMinUsages = 2;
        }

        if (builder.Options?.Contains(SilenceLimit, StringComparison.Ordinal) != true)
        {
            builder.Options = $"{builder.Options} -c {SilenceLimit}=10s".TrimStart();
        }

        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql") || uri.AbsolutePath.Length < 2)
        {
            throw new ArgumentException("not a PostgreSQL address");
        }

        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
        };
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            builder[parts[0] == "sslmode" ? "SSL Mode" : parts[0]] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return builder;
    }
}
