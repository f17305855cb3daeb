using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Files;

namespace OmniForge.Server.Hosting;

/// <summary>`server.json` in the data folder: where the running server listens, for the CLI and editors of the same machine.</summary>
internal static class ServerNote
{
    public static string PathIn(string home) => Path.Combine(home, "server.json");

    /// <summary>Whole or not at all: others may read it at any moment.</summary>
    public static void Write(string home, string grpc, string http)
    {
        var note = new JsonObject { ["grpc"] = grpc, ["http"] = http, ["pid"] = Environment.ProcessId };
        AtomicFile.Write(PathIn(home), Encoding.UTF8.GetBytes(note.ToJsonString() + "\n"));
    }

    public static void Remove(string home) => File.Delete(PathIn(home));
}
