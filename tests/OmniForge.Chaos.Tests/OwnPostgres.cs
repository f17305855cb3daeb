using System.Diagnostics;
using OmniForge.TestKit;

namespace OmniForge.Chaos.Tests;

/// <summary>A PostgreSQL of one test, which may stop it under load. Started by the same script as the one of all tests.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly Process _shell;

    private OwnPostgres(Process shell) => _shell = shell;

    public string ConnectionString { get; private set; } = "";

    public static async Task<OwnPostgres> StartAsync(CancellationToken ct)
    {
        Assert.SkipUnless(PostgresDatabase.Available, $"{PostgresDatabase.Variable} is not set: ./dev test starts a private PostgreSQL.");
        var start = new ProcessStartInfo("bash") { WorkingDirectory = SourceTree.Root, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.Remove(PostgresDatabase.Variable);
        var own = new OwnPostgres(Process.Start(start)!);
        await own.AskAsync(". scripts/needs.sh; . scripts/postgres.sh; trap stop_postgres EXIT; start_postgres >&2", ct);
        own.ConnectionString = await own.AskAsync($"printf %s \"${PostgresDatabase.Variable}\"", ct);
        var settings = "port = ${OMNIFORGE_TEST_POSTGRES#*Port=}";
        await own.AskAsync($"line=\"{settings}\"; printf '%s\\nlisten_addresses = localhost\\nunix_socket_directories = %s\\nmax_connections = 300\\n' \"${{line%%;*}}\" \"'$postgres_home'\" >>\"$postgres_home/data/postgresql.conf\"", ct);
        return own;
    }

    /// <summary>As when the power fails.</summary>
    public Task StopAsync(CancellationToken ct) => AskAsync("as_postgres \"$(postgres_bin)/pg_ctl\" -D \"$postgres_home/data\" -m immediate -w stop >&2", ct);

    public Task StartAgainAsync(CancellationToken ct)
        => AskAsync("as_postgres \"$(postgres_bin)/pg_ctl\" -D \"$postgres_home/data\" -w -t 60 -l \"$postgres_home/server.log\" start >&2", ct);

    public async ValueTask DisposeAsync()
    {
        await _shell.StandardInput.WriteLineAsync("exit");
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    /// <summary>Runs one line in the shell; what it printed.</summary>
    private async Task<string> AskAsync(string line, CancellationToken ct)
    {
        await _shell.StandardInput.WriteLineAsync($"{line}; code=$?; echo; echo \"done $code\"".AsMemory(), ct);
        await _shell.StandardInput.FlushAsync(ct);
        var said = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync(ct) is { } one)
        {
            if (one.StartsWith("done ", StringComparison.Ordinal))
            {
                return one == "done 0" ? string.Join('\n', said).Trim() : throw new InvalidOperationException($"{one}: {line}");
            }

            said.Add(one);
        }

        throw new InvalidOperationException($"the shell ended at: {line}");
    }
}
