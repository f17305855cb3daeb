using System.Text.Json;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Tools.Commands;

/// <summary>Runs one simple command behind walls: its words are the program and its arguments, and no shell reads them.</summary>
/// <param name="host">What runs it.</param>
public sealed class BashTool(ICommandHost host) : ITool
{
    /// <summary>Name of the tool.</summary>
    public const string Name = "Bash";

    private const int NormalSeconds = 30;
    private const int MostSeconds = 300;

    /// <summary>What is said of the tool, whether or not there is a host.</summary>
    public static ToolDescriptor Described { get; } = new()
    {
        Name = Name,
        Title = "Run a command",
        Description = "Runs one command, a program with its arguments, on a copy of the agent's files: no shell, no pipes, no network. "
            + "Files that it writes are kept when it ends by itself; deletions are not.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "properties": {
                "command": { "type": "string", "description": "One simple command, for instance: sort -u input/names.txt" },
                "timeout": { "type": "integer", "minimum": 1, "maximum": 300, "description": "Seconds after which it is stopped; default 30" }
              },
              "required": ["command"],
              "additionalProperties": false
            }
            """),
        Class = ToolClass.Execute,
        Repeat = ToolRepeat.Unsafe,

        // It also waits for its turn, and its files are copied in and out.
        Timeout = TimeSpan.FromSeconds(MostSeconds + 60),
        OutputCap = 256 * 1024,
    };

    public ToolDescriptor Descriptor => Described;

    /// <summary>What runs the commands.</summary>
    internal ICommandHost Host => host;

    public string Predict(JsonElement arguments)
        => arguments.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.String
            ? $"would run the command: {command.GetString()}"
            : "would run a command";

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken) => ToolCall.RunAsync(async () =>
    {
        var given = ToolArguments.Read(arguments, "command", "timeout");
        var seconds = given.Number("timeout", 1, MostSeconds) ?? NormalSeconds;
        var words = CommandWords.Read(given.Text("command"), context.Place, out var refusal) ?? throw ToolFault.Invalid("command", refusal!);
        var wish = new CommandWish(words) { WallTime = TimeSpan.FromSeconds(seconds) };
        try
        {
            var end = await host.RunAsync(wish, context.Workspace, cancellationToken);
            return end.Stop == CommandStop.None ? Result(end) : Stopped(end, wish);
        }
        catch (CommandRefusedException refused)
        {
            throw new ToolFault(refused.Code, refused.Message);
        }
    });

    /// <summary>The result of a command that ended by itself.</summary>
    internal static ToolResult Result(CommandEnd end) => ToolResult.Of(
        ToolCall.Value(writer =>
        {
            writer.WriteNumber("exit_code", end.ExitCode ?? 0);
            writer.WriteString("output", end.Output);
            writer.WriteString("errors", end.Errors);
            writer.WriteBoolean("truncated", end.Truncated);
            Texts(writer, "written", end.Written);
            if (end.Lost.Count > 0)
            {
                Texts(writer, "not_kept", end.Lost);
            }
        }),
        untrusted: true,
        truncated: end.Truncated);

    private static ToolResult Stopped(CommandEnd end, CommandWish wish)
    {
        var code = end.Stop == CommandStop.Time ? ToolErrorCode.Timeout : ToolErrorCode.Budget;
        return ToolResult.Fail(code, $"The command was stopped, because {CommandText.Stopped(end.Stop, wish.WallTime)}. None of its files were kept.");
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
