using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OmniForge.Server.Hosting;

/// <summary>Traces and metrics behind one switch: the address they go to.</summary>
internal static class TelemetrySetup
{
    public const string Source = "OmniForge";

    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        if (options.TelemetryEndpoint.Length == 0)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Source, "Microsoft.Orleans.Runtime").AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Source).AddOtlpExporter());
    }
}
