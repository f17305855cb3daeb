using System.Text;
using System.Text.Json;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Files;

/// <summary>Gives the text of a file, or some of its lines.</summary>
internal sealed class ReadTool : ITool
{
    private const int MostLines = 2_000;
    private const int MostBytes = 256 * 1024;
    private const int MostFileBytes = 20 * 1024 * 1024;

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "Read",
        Title = "Read a file",
        Description = "Returns the text of a file: up to 2,000 lines or 256 KB, from line offset on.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["file_path"],
              "properties": {
                "file_path": {"type": "string", "description": "Path in the workspace, for instance input/notes.md."},
                "offset": {"type": "integer", "minimum": 1, "description": "First line to return, from 1. Default 1."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 2000, "description": "Lines to return. Default 2000."}
              }
            }
            """),
        Class = ToolClass.Read,

        // Escaping can make the JSON larger than the text.
        OutputCap = 2 * MostBytes,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "file_path", "offset", "limit");
            var path = WorkspacePath.Normalise(read.Text("file_path"));
            var offset = read.Number("offset", 1, int.MaxValue) ?? 1;
            var limit = read.Number("limit", 1, MostLines) ?? MostLines;
            _ = await NearFiles.FindAsync(context.Workspace, path, cancellationToken);
            var bytes = await context.Workspace.ReadAsync(path, MostFileBytes, cancellationToken);
            var text = FileText.Decode(bytes, out _) ?? throw new ToolFault(
                ToolErrorCode.Invalid, $"'{path}' is {FileText.Kind(bytes)}, which cannot be read as text; save its content as text first");
            var part = Part(text, offset, limit, out var lines, out var truncated);
            if (offset > 1 && offset > lines)
            {
                throw ToolFault.Invalid("offset", $"'{path}' has only {lines:N0} lines");
            }

            var value = ToolCall.Value(json =>
            {
                json.WriteString("text", part);
                json.WriteNumber("lines", lines);
                json.WriteBoolean("truncated", truncated);
            });
            return ToolResult.Of(value, truncated: truncated);
        });

    /// <summary><paramref name="lines"/> counts the whole file; <paramref name="truncated"/> says that more follows.</summary>
    private static string Part(string text, int offset, int limit, out int lines, out bool truncated)
    {
        var (start, end, bytes, taken) = (0, 0, 0, 0);
        lines = 0;
        truncated = false;
        for (var position = 0; position < text.Length;)
        {
            var next = text.IndexOf('\n', position);
            next = next < 0 ? text.Length : next + 1;
            lines++;
            if (lines >= offset && !truncated)
            {
                start = taken == 0 ? position : start;
                bytes += Encoding.UTF8.GetByteCount(text.AsSpan(position, next - position));
                truncated = taken == limit || bytes > MostBytes;
                if (truncated && taken == 0)
                {
                    end = Fitting(text, position);
                    taken = 1;
                }
                else if (!truncated)
                {
                    end = next;
                    taken++;
                }
            }

            position = next;
        }

        return text[start..Math.Max(start, end)];
    }

    /// <summary>Where to cut a single line that is larger than the limit, never inside a character.</summary>
    private static int Fitting(string text, int position)
    {
        var end = Math.Min(text.Length, position + (MostBytes / 3));
        return char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
