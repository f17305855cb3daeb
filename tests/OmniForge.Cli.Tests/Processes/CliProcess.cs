using System.Diagnostics;
using System.Text;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>The real program in a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    // The one timeout of these tests; a busy machine starts a server in several seconds.
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Lines _output;
    private readonly Lines _error;

    private CliProcess(Process process)
    {
        _process = process;
        _output = new(process.StandardOutput);
        _error = new(process.StandardError);
    }

    public int Id => _process.Id;

    /// <summary>Everything built lies in `artifacts/bin/PROJECT/CONFIGURATION`.</summary>
    public static string Built(string project, string program)
    {
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
    }

    public static CliProcess Start(string home, IEnumerable<string> arguments, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Built("OmniForge.Cli", "omniforge"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? home,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var name in (string[])["OMNIFORGE_URL", "OMNIFORGE_API_KEY", "OMNIFORGE_TIME_ZONE", "DATABASE_URL", "ANTHROPIC_API_KEY", "OPENAI_API_KEY"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["OMNIFORGE_HOME"] = home;
        start.Environment.TryAdd("OMNIFORGE_SERVER", Built("OmniForge.Server", "omniforge-server"));
        start.Environment["OMNIFORGE_GRPC_PORT"] = "0";
        start.Environment["OMNIFORGE_HTTP_PORT"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<CliResult> RunAsync(
        string home, IEnumerable<string> arguments, string input = "", string? folder = null, params (string Name, string Value)[] environment)
    {
        using var program = Start(home, arguments, folder, environment);
        await program.TypeAsync(input);
        program.EndInput();
        return await program.EndAsync();
    }

    public async Task TypeAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for a line of output that holds these words.</summary>
    public Task<string> SeeAsync(string words) => _output.FindAsync(words).WaitAsync(Patience, TestContext.Current.CancellationToken);

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new(_process.ExitCode, await _output.WholeAsync(), await _error.WholeAsync());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

/// <summary>How the program ended.</summary>
internal sealed record CliResult(int Code, string Output, string Error)
{
    /// <summary>For the message of a failed assertion.</summary>
    public string All => $"exit code {Code}\n--- output\n{Output}\n--- error\n{Error}";
}
