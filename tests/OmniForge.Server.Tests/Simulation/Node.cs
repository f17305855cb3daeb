using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>One server process: its own queue, journal writer and watchers, over the database that all nodes share.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly MethodInfo Work = typeof(BackgroundService).GetMethod("ExecuteAsync", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly FaultyJournal _journal;

    public Node(Lab lab, Loop loop, int number, World world)
    {
        var name = $"node {number}";
        var silo = new Silo(number);
        Address = silo.SiloAddress.ToParsableString();
        Place = new(loop, name);
        _journal = new(lab.Store, world.Weather, lab.Clock, world.Complaints);
        var services = new NodeServices(
            lab.Services, lab.OfAProcess, (typeof(IJournalStore), _journal), (typeof(ILocalSiloDetails), silo), (typeof(IGrainFactory), Network.Of(world)));
        Directory = services.Get<ExecutionDirectory>();
        Controls = services.Get<ExecutionControls>();
        Interrupts = services.Get<InterruptDirectory>();
        Host = services.Get<ExecutionHost>();
        var background = lab.Background.Select(type => (BackgroundService)ActivatorUtilities.CreateInstance(services, type));
        foreach (var service in background.Prepend(services.Get<GroupCommit>()))
        {
            // The framework would start it on a thread of its own.
            _ = Place.Start(async () =>
            {
                try
                {
                    await (Task)Work.Invoke(service, [CancellationToken.None])!;
                }
                catch (Exception broken)
                {
                    world.Complaints.Add($"{service.GetType().Name} of {name} ended: {broken.Message}");
                }

                return true;
            });
        }
    }

    public Place Place { get; }

    /// <summary>The owner it is in the rows.</summary>
    public string Address { get; }
    public ExecutionDirectory Directory { get; }
    public ExecutionControls Controls { get; }
    public InterruptDirectory Interrupts { get; }
    public ExecutionHost Host { get; }

    /// <summary>When it was frozen; null while it works.</summary>
    public DateTimeOffset? FrozenSince { get; private set; }

    /// <summary>Others have missed it for so long that they do without it; it dies when it learns of that.</summary>
    public bool Missed { get; set; }

    public bool Healthy => !Place.Dead && FrozenSince is null;

    /// <summary>It is gone at this moment, with everything that was not committed.</summary>
    public ValueTask DisposeAsync()
    {
        Place.Kill();
        return _journal.DisposeAsync();
    }

    public void Freeze(DateTimeOffset now)
    {
        FrozenSince = now;
        Place.Freeze();
    }

    public void Thaw()
    {
        FrozenSince = null;
        Place.Thaw();
    }
}
