using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A tool that does what the test says and keeps the calls it got.</summary>
internal sealed class FakeTool : ITool
{
    private readonly Func<JsonElement, ToolContext, CancellationToken, Task<ToolResult>> _run;

    public FakeTool(
        string name,
        ToolClass kind,
        string schema,
        Func<JsonElement, ToolContext, CancellationToken, Task<ToolResult>> run,
        TimeSpan? timeout = null,
        int outputCap = 256 * 1024,
        ToolRepeat repeat = ToolRepeat.Safe)
    {
        _run = run;
        Descriptor = new ToolDescriptor
        {
            Name = name,
            Title = name,
            Description = $"Does {name}.",
            InputSchema = JsonElement.Parse(schema),
            Class = kind,
            Repeat = repeat,
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            OutputCap = outputCap,
        };
    }

    public ToolDescriptor Descriptor { get; }

    public List<(string Arguments, string Key)> Calls { get; } = [];

    /// <summary>Answers each call with the next result; the last one again and again.</summary>
    public static FakeTool Answering(string name, ToolClass kind, params ToolResult[] results)
    {
        var left = new Queue<ToolResult>(results);
        return new FakeTool(name, kind, """{"type":"object"}""", (_, _, _) => Task.FromResult(left.Count > 1 ? left.Dequeue() : left.Peek()));
    }

    /// <summary>A tool like the workspace's own for writing.</summary>
    public static FakeTool Write() => new(
        "Write",
        ToolClass.Workspace,
        """
        {"type":"object","properties":{"file_path":{"type":"string"},"content":{"type":"string"}},
         "required":["file_path","content"],"additionalProperties":false}
        """,
        async (arguments, context, cancellationToken) =>
        {
            var path = arguments.GetProperty("file_path").GetString()!;
            var content = System.Text.Encoding.UTF8.GetBytes(arguments.GetProperty("content").GetString()!);
            await context.Workspace.WriteAsync(path, content, cancellationToken);
            return Value($$"""{"file_path":{{JsonValue.Create(path).ToJsonString()}},"bytes":{{content.Length}},"created":true}""");
        });

    public static ToolResult Value(string json) => ToolResult.Of(JsonElement.Parse(json));

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
    {
        Calls.Add((arguments.GetRawText(), context.IdempotencyKey));
        return _run(arguments, context, cancellationToken);
    }

    public string Predict(JsonElement arguments) => $"would do {Descriptor.Name}";
}
