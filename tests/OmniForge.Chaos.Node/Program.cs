using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools;
using OmniForge.Chaos.Node;
using OmniForge.Server.Hosting;

// The server as it is shipped, but `WebFetch` writes to the endpoint of the test, which counts what arrives.
var endpoint = new Uri(Environment.GetEnvironmentVariable("CHAOS_ENDPOINT") ?? throw new InvalidOperationException("CHAOS_ENDPOINT is not set"));
try
{
    return await ServerHost.ServeAsync(args, services => services.AddSingleton<ITool>(new PostTool(endpoint)));
}
catch (StartRefused refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
