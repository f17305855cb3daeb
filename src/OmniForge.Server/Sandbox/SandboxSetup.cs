using OmniForge.Sandbox;

namespace OmniForge.Server.Sandbox;

/// <summary>What the sandbox slice consists of.</summary>
internal static partial class SandboxSetup
{
    public static void AddSandbox(this IHostApplicationBuilder host)
    {
        host.Services.AddSingleton(SandboxOptions.Read(host.Configuration)).AddSingleton<Commands>();
        host.Services.AddHealthChecks().AddCheck<SandboxHealth>("sandbox");
    }

    /// <summary>Before the ports open: nobody shall be told of a tool that turns out not to be there.</summary>
    public static async Task PrepareSandboxAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var commands = services.GetRequiredService<Commands>();
        var clock = services.GetRequiredService<TimeProvider>();
        await commands.OpenAsync(() => SandboxStart.OpenAsync(new SandboxLimits(), clock, cancellationToken));
        if (commands.Trouble is { } trouble)
        {
            Report(services.GetRequiredService<ILogger<Commands>>(), Commands.Unavailable, trouble);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}: commands are switched on, but cannot run. {Trouble}")]
    private static partial void Report(ILogger log, string reason, string trouble);
}
