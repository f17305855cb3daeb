using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>
/// One simulation: nodes that die, freeze and come back, clients, watchers, and the weather between them; all drawn from one seed.
/// After a while the sky clears, and everything that was accepted must come to its end.
/// </summary>
internal sealed class World
{
    /// <summary>How long a node is missed before others go on with its work; shorter than some freezes, so that two believe to own it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Storm = TimeSpan.FromSeconds(18);
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private const long MostSteps = 30_000;

    private readonly Lab _lab;
    private readonly Loop _loop;
    private readonly Place _place;
    private readonly string _seed;
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _accepted = [];
    private readonly List<Watcher> _watchers = [];
    private readonly List<Task> _watching = [];
    private int _born;

    private World(Lab lab, int seed)
    {
        var random = new Random(seed);
        (_lab, _seed) = (lab, seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _loop = new(random);
        _place = new(_loop, "outside");
        lab.Clock.Loop = _loop;
        Weather = lab.Weather = new(random);
        Chronicle = new(lab.Clock);
        Outside = lab.Outside = new(Chronicle);
    }

    public TimeProvider Clock => _lab.Clock;
    public Weather Weather { get; }
    public Outside Outside { get; }
    public Chronicle Chronicle { get; }
    public ForgeStore Store => _lab.Store;

    /// <summary>What must not have happened.</summary>
    public List<string> Complaints { get; } = [];

    public IReadOnlyCollection<string> Accepted => _accepted;
    public IReadOnlyList<Watcher> Watchers => _watchers;

    /// <summary>Lives through one seed.</summary>
    public static Lived Live(Lab lab, int seed)
    {
        var world = new World(lab, seed);
        try
        {
            world._loop.Run(world._place, world.LiveAsync, MostSteps);
        }
        catch (SimulationStuck stuck)
        {
            world.Complaints.Add($"{stuck.Message}; not ended: {string.Join(", ", Checker.Unfinished(lab.Store))}");
        }
        catch (Exception unexpected)
        {
            world.Complaints.Add($"somebody was answered with {unexpected}");
        }

        world.Complaints.AddRange(world.Outside.Complaints);
        world.Complaints.AddRange(Checker.Check(lab.Store, world));
        world.Chronicle.Close(lab.Store);
        Checker.Clean(lab.Store, world._nodes);
        return new(world.Complaints, world.Chronicle.Lines);
    }

    public Task SleepAsync(TimeSpan atMost) => Task.Delay(Weather.Pause(atMost), Clock);

    /// <summary>Any node that answers; waits for one when there is none.</summary>
    public async Task<Node> NodeAsync()
    {
        while (true)
        {
            if (Healthy() is { } node)
            {
                return node;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
        }
    }

    /// <summary>Null when there was no answer, or one to try again.</summary>
    public async Task<T?> AskAsync<T>(Node node, Func<Caller, Task<T>> call)
        where T : class
    {
        var answer = node.Place.Start(() => call(Caller.System(Lab.Tenant)));
        await Task.WhenAny(answer, node.Place.Gone, Task.Delay(Impatience, Clock));
        try
        {
            if (answer.IsCompleted)
            {
                return await answer;
            }
        }
        catch (DomainException later) when (later.RetryAfter is { } pause)
        {
            await Task.Delay(pause, Clock);
        }

        return null;
    }

    /// <summary>A client was told that its execution is accepted: from now on it counts.</summary>
    public async Task AcknowledgedAsync(string id)
    {
        await using var db = _lab.Store.Open(Lab.Tenant);
        if (!await db.Executions.AnyAsync(row => row.Id == id))
        {
            Complaints.Add($"{id} was acknowledged and is not stored");
        }

        if (_accepted.Add(id))
        {
            Chronicle.Tell($"{id} is acknowledged");
            for (var i = Weather.Pick(3); i > 0; i--)
            {
                var watcher = new Watcher(this, id);
                _watchers.Add(watcher);
                _watching.Add(watcher.RunAsync());
            }
        }
    }

    public Node? Find(string address) => _nodes.Find(node => node.Address == address);

    private async Task LiveAsync()
    {
        for (var i = 1 + Weather.Pick(3); i > 0; i--)
        {
            await BeginAsync();
        }

        var clients = Enumerable.Range(0, 2 + Weather.Pick(5))
            .Select(number => new Client(this, $"{_seed}-{number}", _lab.Agents[Weather.Pick(_lab.Agents.Count)]).RunAsync()).ToList();
        _ = new Person(this).RunAsync();
        await TroubleAsync();
        Weather.Clear = true;
        await Task.WhenAll(clients);
        for (var end = Clock.GetUtcNow() + Longest; Checker.Unfinished(_lab.Store).Count > 0 && Clock.GetUtcNow() < end;)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), Clock);
        }

        await Task.WhenAll(_watching);
    }

    /// <summary>Nodes die, freeze and are replaced at any moment, until the storm is over and all is well.</summary>
    private async Task TroubleAsync()
    {
        for (var end = Clock.GetUtcNow() + Storm; Clock.GetUtcNow() < end;)
        {
            await SleepAsync(TimeSpan.FromSeconds(6));
            var node = _nodes[Weather.Pick(_nodes.Count)];
            switch (Weather.Pick(6))
            {
                case 0 or 1:
                    await ReplaceAsync(node);
                    break;
                case 2 or 3 when node.Healthy:
                    Chronicle.Tell($"{node.Place.Name} freezes");
                    node.Freeze(Clock.GetUtcNow());
                    _ = MissAsync(node);
                    break;
                case 4 when node.FrozenSince is not null:
                    await ThawAsync(node);
                    break;
            }
        }

        foreach (var node in _nodes.Where(node => node.FrozenSince is not null).ToList())
        {
            await ThawAsync(node);
        }
    }

    private async Task ReplaceAsync(Node node)
    {
        Chronicle.Tell($"{node.Place.Name} dies");
        _nodes.Remove(node);
        await node.DisposeAsync();
        _ = MissAsync(node);
        await BeginAsync();
    }

    /// <summary>What the membership does with a node that does not answer: after a while the others do without it.</summary>
    private async Task MissAsync(Node node)
    {
        await Task.Delay(Patience, Clock);
        if (!node.Healthy)
        {
            node.Missed = true;
            Chronicle.Tell($"{node.Place.Name} is missed");
            await using var db = _lab.Store.Open("");
            await db.Nodes.Where(row => row.Address == node.Address).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, Nodes.DeadStatus));
        }
    }

    /// <summary>One that was missed works on until it learns that the others do without it.</summary>
    private async Task ThawAsync(Node node)
    {
        Chronicle.Tell($"{node.Place.Name} thaws");
        node.Thaw();
        if (node.Missed)
        {
            await SleepAsync(TimeSpan.FromSeconds(5));
            await ReplaceAsync(node);
        }
    }

    private async Task BeginAsync()
    {
        var node = new Node(_lab, _loop, ++_born, this);
        await using var db = _lab.Store.Open("");
        db.Nodes.Add(new NodeRow { Address = node.Address, Status = (int)SiloStatus.Active });
        await db.SaveChangesAsync();
        _nodes.Add(node);
    }

    private Node? Healthy()
    {
        var healthy = _nodes.Where(node => node.Healthy).ToList();
        return healthy.Count == 0 ? null : healthy[Weather.Pick(healthy.Count)];
    }
}
