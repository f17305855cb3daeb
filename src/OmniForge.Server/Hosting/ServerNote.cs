using System.Text.Json;

namespace OmniForge.Server.Hosting;

/// <summary>`server.json` in the data folder: where the running server listens, for the CLI and editors of the same machine.</summary>
internal static class ServerNote
{
    public static string PathIn(string home) => Path.Combine(home, "server.json");

    public static Task WriteAsync(string home, string grpc, string http)
        => File.WriteAllTextAsync(PathIn(home), $$"""{"grpc":"{{JsonEncodedText.Encode(grpc)}}","http":"{{JsonEncodedText.Encode(http)}}","pid":{{Environment.ProcessId}}}""" + "\n");

    public static void Remove(string home) => File.Delete(PathIn(home));
}
