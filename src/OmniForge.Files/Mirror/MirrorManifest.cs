using System.Buffers;
using System.Text.Json;

namespace OmniForge.Files.Mirror;

/// <summary>What a folder that mirrors the skills of an agent remembers of the last pull or push.</summary>
/// <param name="AgentId">Whose skills they are.</param>
/// <param name="Name">What people call the agent.</param>
/// <param name="Endpoint">Address of the server they came from.</param>
/// <param name="Etag">State of the draft; empty = there was no draft, only a version.</param>
/// <param name="Version">The version that ran, 0 = none.</param>
/// <param name="Files">`&lt;skill&gt;/&lt;path&gt;` to the lower-case hex SHA-256 of the file as it was on the server.</param>
public sealed record MirrorManifest(
    string AgentId, string Name, string Endpoint, string Etag, int Version, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Lies in the folder itself.</summary>
    public const string FileName = ".omniforge-agent.json";

    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The manifest of a folder; null when it has none. <see cref="InvalidDataException"/> when it is not understood.</summary>
    public static MirrorManifest? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > MostBytes)
        {
            throw Broken(file.FullName);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var root = json.RootElement;
            var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var entry in root.GetProperty("files").EnumerateObject())
            {
                files[entry.Name] = Text(entry.Value);
            }

            return new(
                Text(root.GetProperty("agentId")), Text(root.GetProperty("name")), Text(root.GetProperty("endpoint")),
                Text(root.GetProperty("etag")), root.GetProperty("version").GetInt32(), files);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Broken(file.FullName);
        }
    }

    /// <summary>Replaces the manifest of a folder, whole or not at all.</summary>
    public void Write(string folder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("agentId", AgentId);
            json.WriteString("name", Name);
            json.WriteString("endpoint", Endpoint);
            json.WriteString("etag", Etag);
            json.WriteNumber("version", Version);
            json.WriteStartObject("files");
            foreach (var (path, digest) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                json.WriteString(path, digest);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        AtomicFile.Write(Path.Combine(folder, FileName), buffer.WrittenSpan);
    }

    private static string Text(JsonElement value) => value.GetString() ?? throw new JsonException();

    private static InvalidDataException Broken(string path) => new(
        $"{path} is not a manifest that `omniforge skills pull` wrote, so it is not known what changed here. Move it away and pull again; your files stay.");
}
