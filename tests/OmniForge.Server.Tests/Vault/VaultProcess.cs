using System.Diagnostics;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Vault;

/// <summary>`omniforge-server vault ...` as a process of its own.</summary>
internal sealed class VaultProcess : IDisposable
{
    private readonly Process _process;

    private VaultProcess(Process process) => _process = process;

    public static VaultProcess Start(string home, string databaseUrl, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMNIFORGE_HOME"] = home;
        start.Environment["DATABASE_URL"] = databaseUrl;
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        foreach (var argument in arguments.Prepend("vault"))
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    /// <summary>The next line it prints; null at the end.</summary>
    public Task<string?> LineAsync(CancellationToken cancellationToken) => _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output, string Problems)> EndAsync(CancellationToken cancellationToken)
    {
        var problems = _process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, output.TrimEnd(), (await problems).TrimEnd());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string Executable
        => Path.Combine(SourceTree.Root, "artifacts", "bin", "OmniForge.Server", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, "omniforge-server");
}
