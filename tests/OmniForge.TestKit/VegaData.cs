using System.Diagnostics;
using Xunit;

namespace OmniForge.TestKit;

/// <summary>
/// Real public data: the files of the npm package vega-datasets, installed into artifacts/node on first use. A test that asks for
/// one is skipped, with the reason, when there is no npm.
/// </summary>
public static class VegaData
{
    private const string Package = "vega-datasets@2.11.0";

    private static readonly string Folder = Path.Combine(SourceTree.Root, "artifacts", "node", "vega-datasets");
    private static readonly SemaphoreSlim Gate = new(1);

    public static async Task<byte[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var data = Path.Combine(Folder, "node_modules", "vega-datasets", "data");
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(Path.Combine(data, file)))
            {
                await InstallAsync(cancellationToken);
            }
        }
        finally
        {
            Gate.Release();
        }

        return await File.ReadAllBytesAsync(Path.Combine(data, file), cancellationToken);
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, "npm"))), "npm is not installed: ./dev test installs it.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience.Limit);
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "package.json"), """{"private":true}""", patience.Token);
        string[] arguments = ["install", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund", Package];
        using var npm = Process.Start(new ProcessStartInfo("npm", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = npm.StandardError.ReadToEndAsync(patience.Token);
        await npm.StandardOutput.ReadToEndAsync(patience.Token);
        await npm.WaitForExitAsync(patience.Token);
        Assert.True(npm.ExitCode == 0, await errors);
    }
}
