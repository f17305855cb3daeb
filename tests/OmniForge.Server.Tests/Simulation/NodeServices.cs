using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OmniForge.Server.Executions;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>The services of one node: those that belong to a process are its own, everything else is shared by all simulations.</summary>
/// <param name="ofAProcess">Services of which each node has one of its own.</param>
internal sealed class NodeServices(IServiceProvider shared, IReadOnlySet<Type> ofAProcess, params IReadOnlyList<(Type Type, object Service)> given) : IServiceProvider
{
    private static readonly string[] Spaces = ["OmniForge.Server.Executions", "OmniForge.Server.Cluster", "OmniForge.Server.Storage.Journal"];

    private readonly Dictionary<Type, object> _own = given.ToDictionary(one => one.Type, one => one.Service);

    public T Get<T>() => (T)GetService(typeof(T))!;

    public object? GetService(Type serviceType) => serviceType == typeof(IServiceProvider) ? this
        : _own.TryGetValue(serviceType, out var known) ? known
        : ofAProcess.Contains(serviceType) ? _own[serviceType] = ActivatorUtilities.CreateInstance(this, serviceType)
        : shared.GetService(serviceType);

    /// <summary>Plans are a cache of what never changes; reading them from disk would leave the simulation's thread.</summary>
    public static IReadOnlySet<Type> OfAProcess(IServiceCollection services) => services
        .Where(service => service.ServiceType == service.ImplementationType && service.ServiceType != typeof(ExecutionPlans))
        .Select(service => service.ServiceType)
        .Where(type => type == typeof(EventHub<ExecutionEvent>) || Spaces.Any(space => type.Namespace?.StartsWith(space, StringComparison.Ordinal) == true))
        .ToHashSet();

    /// <summary>Work of executions that begins with the process.</summary>
    public static IReadOnlyList<Type> Background(IServiceCollection services) =>
    [
        .. services.Where(service => service.ServiceType == typeof(IHostedService)).Select(service => service.ImplementationType)
            .OfType<Type>().Where(type => type.IsAssignableTo(typeof(BackgroundService)) && type.Namespace!.StartsWith(Spaces[0], StringComparison.Ordinal)),
    ];
}
