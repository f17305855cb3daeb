using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace OmniForge.Cli.Output;

/// <summary>Messages of the contract as JSON with the names of the contract.</summary>
internal static class Json
{
    private static readonly JsonFormatter Indented = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithIndentation());
    private static readonly JsonFormatter OneLine = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Terminal terminal, IMessage message) => terminal.Output.WriteLine(Indented.Format(message));

    /// <summary>The fields of several messages as one object.</summary>
    public static string Joined(params IEnumerable<IMessage> messages)
    {
        var joined = new JsonObject();
        foreach (var (name, value) in messages.SelectMany(message => JsonNode.Parse(OneLine.Format(message))!.AsObject()))
        {
            joined[name] = value?.DeepClone();
        }

        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written, Readable))
        {
            joined.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(written.ToArray());
    }

    /// <summary>One line per message, for streams.</summary>
    public static void WriteLine(Terminal terminal, IMessage message) => terminal.Output.WriteLine(OneLine.Format(message));
}
