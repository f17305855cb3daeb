using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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
        app.MapGet("/healthz", async (HealthCheckService checks, CancellationToken ct) =>
        {
            var health = await checks.CheckHealthAsync(ct);
            var said = string.Join(' ', health.Entries.Values.Select(entry => entry.Description).OfType<string>());
            return health.Status switch
            {
                HealthStatus.Healthy => Results.Text("ok"),

                // A part of it does not work; taking the whole server out would help nobody.
                HealthStatus.Degraded => Results.Text($"ok, but {said}"),
                _ => Results.Text(said, statusCode: StatusCodes.Status503ServiceUnavailable),
            };
        });
    }

    public static string Write(Google.Rpc.Status status) => Formatter.Format(status);
}
