using OmniForge.Server.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OmniForge.Server.Hosting;

/// <summary>Traces and metrics behind one switch: the address they go to.</summary>
internal static class TelemetrySetup
{
    /// <summary>Name of our meters and of our source of traces.</summary>
    public const string Source = "OmniForge";

    /// <summary>Addresses below these are secrets: who knows one may sign in or send events.</summary>
    private static readonly string[] SecretPaths = ["/connect", "/oauth", "/hooks"];

    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Services.AddSingleton<WaitingNumbers>().AddHostedService(provider => provider.GetRequiredService<WaitingNumbers>());
        if (options.TelemetryEndpoint.Length == 0)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(traced => traced.Filter = http => !SecretPaths.Any(path => http.Request.Path.StartsWithSegments(path)))
                .AddSource(Source, "Microsoft.Orleans.Runtime").AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Source).AddOtlpExporter());
    }
}
