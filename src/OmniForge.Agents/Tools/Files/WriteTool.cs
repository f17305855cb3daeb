using System.Text;
using System.Text.Json;

namespace OmniForge.Agents.Tools.Files;

/// <summary>Creates a file or replaces its whole content.</summary>
internal sealed class WriteTool : ITool
{
    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "Write",
        Title = "Write a file",
        Description = "Creates a file with this text, or replaces its whole content. Missing folders are made. At most 5 MB.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["file_path", "content"],
              "properties": {
                "file_path": {"type": "string", "description": "Path in the workspace, for instance output/report.md."},
                "content": {"type": "string", "description": "The whole new text."}
              }
            }
            """),
        Class = ToolClass.Workspace,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "file_path", "content");
            var path = WriteRules.Path(read.Text("file_path"));
            var content = Encoding.UTF8.GetBytes(read.Text("content"));
            WriteRules.CheckSize(path, content.Length);
            var created = await context.Workspace.FindAsync(path, cancellationToken) is null;
            await context.Workspace.WriteAsync(path, content, cancellationToken);
            return ToolResult.Of(ToolCall.Value(json =>
            {
                json.WriteString("file_path", path);
                json.WriteNumber("bytes", content.Length);
                json.WriteBoolean("created", created);
            }));
        });

    public string Predict(JsonElement arguments)
        => arguments.ValueKind == JsonValueKind.Object
            && arguments.TryGetProperty("file_path", out var path) && path.ValueKind == JsonValueKind.String
            && arguments.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            ? $"would write {FileText.Size(Encoding.UTF8.GetByteCount(content.GetString()!))} to the file {path.GetString()}"
            : "would write a file";
}
