using System.Text;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>Outputs of steps beyond what an event may hold.</summary>
internal static class StepArtifacts
{
    /// <summary>Most bytes of an output inside an event or a row: 64 KiB.</summary>
    public const int MostInline = 64 * 1024;

    /// <summary>
    /// The record as it is written down: a large output is kept apart and named by its digest, a large input is left out, because
    /// it is the output of a step before or the input of the execution.
    /// </summary>
    public static async ValueTask<StepRecord> SlimAsync(RunContext run, StepRecord record)
    {
        if (run.Request.Artifacts is not { } artifacts)
        {
            return record;
        }

        var slim = Large(record.Input) is null ? record : record with { Input = null };
        if (Large(record.Output) is not { } output)
        {
            return slim;
        }

        return slim with { Output = null, OutputArtifact = await KeepAsync(run, artifacts, $"{record.Key}.json", output, record.Path) };
    }

    /// <summary>The result of the run as it is written down: a large one is named by its digest.</summary>
    public static async ValueTask<JsonObject?> ResultAsync(RunContext run, JsonObject? result)
        => run.Request.Artifacts is { } artifacts && Large(result) is { } bytes
            ? new JsonObject { ["artifact_id"] = await KeepAsync(run, artifacts, "result.json", bytes, "") }
            : result;

    private static async Task<string> KeepAsync(RunContext run, IArtifacts artifacts, string name, byte[] content, string path)
    {
        var digest = await artifacts.KeepAsync(content, CancellationToken.None);
        if (run.Kept.TryAdd(digest, path))
        {
            await run.Journal.AppendAsync(new ArtifactCreated(name, "application/json", content.Length, digest) { StepPath = path });
        }

        return digest;
    }

    public static async Task<JsonObject> ReadAsync(RunContext run, string digest)
    {
        var artifacts = run.Request.Artifacts
            ?? throw new InvalidOperationException("The output of a finished step is kept apart, but this run cannot read it.");
        return (JsonObject)JsonNode.Parse(await artifacts.ReadAsync(digest, CancellationToken.None))!;
    }

    private static byte[]? Large(JsonObject? value)
        => value is null || RoughSize(value, 0) <= MostInline / 6 ? null
            : Encoding.UTF8.GetBytes(RunJson.Text(value)) is { Length: > MostInline } bytes ? bytes : null;

    /// <summary>Characters, counted only as far as needed: a small value is told from a large one without being written out.</summary>
    private static int RoughSize(JsonNode? node, int so)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                {
                    so += name.Length + 4;
                    so = so > MostInline ? so : RoughSize(value, so);
                }

                return so;
            case JsonArray items:
                foreach (var item in items)
                {
                    so = so > MostInline ? so : RoughSize(item, so + 1);
                }

                return so;
            case JsonValue text when text.TryGetValue<string>(out var written):
                return so + written.Length + 2;
            default:
                return so + 24;
        }
    }
}
