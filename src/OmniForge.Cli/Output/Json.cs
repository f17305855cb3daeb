using Google.Protobuf;

namespace OmniForge.Cli.Output;

/// <summary>Messages of the contract as JSON with the names of the contract.</summary>
internal static class Json
{
    private static readonly JsonFormatter Indented = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithIndentation());
    private static readonly JsonFormatter OneLine = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static void Write(Terminal terminal, IMessage message) => terminal.Output.WriteLine(Indented.Format(message));

    /// <summary>One line per message, for streams.</summary>
    public static void WriteLine(Terminal terminal, IMessage message) => terminal.Output.WriteLine(OneLine.Format(message));
}
