using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OmniForge.Skills.Benchmarks;

/// <summary>The native program as a whole, cold, in turns with the fastest linter for skills on npm.</summary>
internal static class LintBench
{
    private const int Rounds = 10;

    public static int Run(string omniforge, string peer, string scratch)
    {
        var thousand = Path.Combine(scratch, "1000");
        var tenThousand = Path.Combine(scratch, "10000");
        SkillCorpus.Write(thousand, 1_000);
        SkillCorpus.Write(tenThousand, 10_000);
        var one = Directory.EnumerateFiles(thousand, "SKILL.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var ours = new List<Measured>();
        var theirs = new List<Measured>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(Measured.Run(omniforge, "lint", thousand, "--format", "json"));
            theirs.Add(Measured.Run("node", peer, "check", thousand, "--format", "json", "--no-security-scan"));
        }

        Print("1000-files/omniforge", ours);
        Print("1000-files/skill-check", theirs);
        Print("10000-files/omniforge", [.. Enumerable.Range(0, 3).Select(_ => Measured.Run(omniforge, "lint", tenThousand, "--format", "json"))]);
        Print("one-file/omniforge", [.. Enumerable.Range(0, Rounds).Select(_ => Measured.Run(omniforge, "lint", one, "--format", "json"))]);
        Print("explain/omniforge", [.. Enumerable.Range(0, Rounds).Select(_ => Measured.Run(omniforge, "lint", "--explain", "OF3012"))]);
        return 0;
    }

    private static void Print(string @case, List<Measured> runs)
    {
        var times = runs.Select(run => run.Milliseconds).Order().ToList();
        Console.WriteLine(new JsonObject
        {
            ["bench"] = "lint",
            ["case"] = @case,
            ["median_ms"] = Math.Round(times[times.Count / 2], 1),
            ["min_ms"] = Math.Round(times[0], 1),
            ["max_ms"] = Math.Round(times[^1], 1),
            ["peak_mb"] = Math.Round(runs.Max(run => run.PeakMb), 1),
            ["exit"] = runs[0].ExitCode,
            ["runs"] = runs.Count,
        }.ToJsonString());
    }

    /// <summary>One process from start to end.</summary>
    private sealed record Measured(double Milliseconds, double PeakMb, int ExitCode)
    {
        public static Measured Run(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var peak = 0L;
            void Look()
            {
                try
                {
                    process.Refresh();
                    peak = Math.Max(peak, process.PeakWorkingSet64);
                }
                catch (InvalidOperationException)
                {
                    // It ended between two looks; the last one counts.
                }
            }

            Look();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            while (!process.WaitForExit(5))
            {
                Look();
            }

            var elapsed = clock.Elapsed.TotalMilliseconds;
            output.Wait();
            return new(elapsed, peak / 1048576.0, process.ExitCode);
        }
    }
}
