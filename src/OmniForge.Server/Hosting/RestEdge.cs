using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;

namespace OmniForge.Server.Hosting;

/// <summary>REST over the same RPCs: settings of the transcoder and the pages beside it.</summary>
internal static class RestEdge
{
    private static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Details));

    public static void Configure(GrpcJsonTranscodingOptions rest)
    {
        rest.TypeRegistry = Details;
        rest.JsonSettings.WriteInt64sAsStrings = false;
        rest.JsonSettings.RemoveEnumPrefix = true;
        rest.JsonSettings.IgnoreDefaultValues = false;
    }

    public static void Map(WebApplication app)
    {
        var description = new Lazy<string>(OpenApiDocument.Write);
        app.MapGet("/openapi.json", () => Results.Text(description.Value, "application/json"));
        app.MapGet("/healthz", async (Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService health, CancellationToken ct) =>
            (await health.CheckHealthAsync(ct)).Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
                ? Results.Text("ok")
                : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }

    public static string Write(Google.Rpc.Status status) => Formatter.Format(status);
}
