using System.Diagnostics;
using System.Text.Json;

namespace OmniForge.Client;

/// <summary>What a server on this machine leaves for its clients: where it listens, and the local key.</summary>
public sealed class LocalHome(string folder)
{
    /// <summary>Where a server listens when nothing says otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5081";

    /// <summary>The data folder of the server.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>The folder named by OMNIFORGE_HOME, else `.omniforge` in the user's home.</summary>
    public static LocalHome FromEnvironment()
    {
        var named = Environment.GetEnvironmentVariable("OMNIFORGE_HOME");
        return new(string.IsNullOrWhiteSpace(named)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".omniforge")
            : named);
    }

    /// <summary>The key the server made for this machine, or null when there is none that may be read.</summary>
    public string? ReadKey()
    {
        var text = ReadOrNull("local.key")?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The server that runs on this data folder, or null. A note left by a server that was killed is ignored.</summary>
    public RunningServer? ReadServer()
    {
        if (ReadOrNull("server.json") is not { } text)
        {
            return null;
        }

        try
        {
            using var note = JsonDocument.Parse(text);
            var root = note.RootElement;
            if (root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("grpc", out var grpc) && grpc.GetString() is { Length: > 0 } url
                && root.TryGetProperty("pid", out var pid) && pid.TryGetInt32(out var process) && IsAlive(process))
            {
                var http = root.TryGetProperty("http", out var rest) ? rest.GetString() ?? "" : "";
                return new(url, http, process);
            }
        }
        catch (JsonException)
        {
            // Half a note is no note: the server replaces it whole at its next start.
        }

        return null;
    }

    private string? ReadOrNull(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>A server that runs on this machine.</summary>
/// <param name="Grpc">Address of its gRPC port.</param>
/// <param name="Http">Address of its HTTP port; empty when unknown.</param>
/// <param name="ProcessId">Its process.</param>
public sealed record RunningServer(string Grpc, string Http, int ProcessId);
