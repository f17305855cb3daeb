using System.Diagnostics;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Files;

namespace OmniForge.Benchmarks;

/// <summary>The same two steps in process, without journal and wire: what running itself costs.</summary>
internal static class RunnerBench
{
    private const int Seconds = 5;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("omniforge-bench-");
        using var workspace = new FolderWorkspace(folder.FullName);
        var request = new RunRequest
        {
            ExecutionId = "bench",
            Plan = new AgentPlan
            {
                AgentId = "bench",
                Name = "Benchmark",
                GrantedTools = ["table_query"],
                Skills = [Skill("first-step", 1), Skill("second-step", 2)],
            },
            Model = new OfflineChatClient(),
            Tools = BuiltInTools.All(),
            Workspace = workspace,
            StartedAt = TimeProvider.System.GetUtcNow(),
        };
        await ManyAsync(request, TimeSpan.FromSeconds(Seconds));
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Machine.CpuMs(Process.GetCurrentProcess());
        var clock = Stopwatch.StartNew();
        var count = await ManyAsync(request, TimeSpan.FromSeconds(Seconds));
        Result.Print(
            "runner",
            "two-steps",
            ("wall_us", clock.Elapsed.TotalMicroseconds / count),
            ("cpu_ms", (Machine.CpuMs(Process.GetCurrentProcess()) - cpu) / count),
            ("allocated_kb", (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / count));
        folder.Delete(recursive: true);
    }

    private static async Task<int> ManyAsync(RunRequest request, TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var runner = new AgentRunner(TimeProvider.System);
        var count = 0;
        for (; clock.Elapsed < length; count++)
        {
            var outcome = await runner.RunAsync(request, new Forgetful(), CancellationToken.None);
            if (outcome.End != RunEnd.Succeeded)
            {
                throw new InvalidOperationException($"the run ended {outcome.End}: {outcome.Failure?.Message}");
            }
        }

        return count;
    }

    private static PlannedSkill Skill(string name, int order)
        => new() { Key = name, Name = name, Order = order, Text = ExecutionBench.Text(name), Digest = name };

    private sealed class Forgetful : IRunLog
    {
        public ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public void Publish(MessageDelta delta)
        {
        }
    }
}
