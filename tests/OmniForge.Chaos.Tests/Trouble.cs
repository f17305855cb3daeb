namespace OmniForge.Chaos.Tests;

/// <summary>Kills, freezes and restarts nodes, one at a time, as a random number says.</summary>
internal static class Trouble
{
    public static async Task MakeAsync(Cluster cluster, Random random, bool long_, Action<string> tell, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3_000)), enough);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // One that was declared dead may have taken long to leave.
            foreach (var left in cluster.Nodes)
            {
                await left.EnsureRunningAsync(CancellationToken.None);
            }

            var number = random.Next(cluster.Nodes.Count);
            var node = cluster.Nodes[number];
            var kind = random.Next(3);
            var pause = TimeSpan.FromSeconds(kind == 1 ? random.Next(1, long_ ? 40 : 8) : random.Next(0, 3));
            tell($"{DateTimeOffset.UtcNow:mm:ss.f} node {number}: {(kind switch { 0 => "killed", 1 => $"frozen for {pause.TotalSeconds} s", _ => "restarted" })}");
            switch (kind)
            {
                case 0:
                    await node.KillAsync(CancellationToken.None);
                    await Task.Delay(pause, CancellationToken.None);
                    await node.StartAsync(CancellationToken.None);
                    break;
                case 1:
                    await node.FreezeAsync(pause, CancellationToken.None);
                    await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
                    await node.EnsureRunningAsync(CancellationToken.None);
                    break;
                default:
                    await node.TerminateAsync(CancellationToken.None);
                    await node.StartAsync(CancellationToken.None);
                    break;
            }
        }
    }
}
