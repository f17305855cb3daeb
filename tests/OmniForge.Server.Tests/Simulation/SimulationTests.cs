using System.Globalization;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>
/// The promises of executions under every trouble at every moment. Everything happens on one thread and by one clock that jumps when
/// nothing can happen any more, in an order and with troubles that the seed decides. So a seed repeats everything: what a failed one
/// printed can be lived through again, with its chronicle, by OMNIFORGE_SIMULATION_SEED=number. It is repeated by the same sources
/// only, and after a change of them it may meet other moments.
/// What is simulated are the nodes' own code from the directory to the journal, on a real SQLite database whose journal writes are late,
/// refused or confirmed in vain, tools, models, calls between nodes and the membership. Reads and the writes besides the journal
/// always work; PostgreSQL, the network of clients and threads that run at once are left to the tests of whole processes.
/// </summary>
public sealed class SimulationTests(SharedLab shared, ITestOutputHelper output) : IClassFixture<SharedLab>
{
    private const string Chosen = "OMNIFORGE_SIMULATION_SEED";

    /// <summary>Failed seeds that are enough to know.</summary>
    private const int Shown = 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_breaks_nothing_accepted_is_lost_doubled_or_told_wrongly()
    {
        var chosen = int.TryParse(Environment.GetEnvironmentVariable(Chosen), NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : 0;
        var failed = new List<string>();
        foreach (var seed in chosen > 0 ? [chosen] : Enumerable.Range(1, Nightly.Times(200, 10_000)))
        {
            Ct.ThrowIfCancellationRequested();
            var (complaints, chronicle) = World.Live(shared.Lab, seed);
            if (complaints.Count > 0)
            {
                failed.Add($"{Chosen}={seed}\n{string.Join('\n', complaints)}");
            }

            if (failed.Count == Shown)
            {
                break;
            }

            if (chosen > 0)
            {
                output.WriteLine(string.Join('\n', chronicle));
            }
        }

        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    [Fact]
    public void A_seed_is_lived_through_the_same_way_each_time()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            Assert.Equal(World.Live(shared.Lab, seed).Chronicle, World.Live(shared.Lab, seed).Chronicle);
        }
    }
}

/// <summary>The lab of all tests of the class.</summary>
public sealed class SharedLab : IAsyncLifetime
{
    private Lab? _lab;

    internal Lab Lab => _lab!;

    public async ValueTask InitializeAsync() => _lab = await Lab.OpenAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _lab?.DisposeAsync() ?? ValueTask.CompletedTask;
}
