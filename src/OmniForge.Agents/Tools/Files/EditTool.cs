using System.Text;
using System.Text.Json;

namespace OmniForge.Agents.Tools.Files;

/// <summary>Replaces a piece of text in a file.</summary>
internal sealed class EditTool : ITool
{
    private const int MostFileBytes = 5 * 1024 * 1024;

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "Edit",
        Title = "Change a file",
        Description = "Replaces old_string by new_string in a file. old_string must occur exactly once, unless replace_all is true.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["file_path", "old_string", "new_string"],
              "properties": {
                "file_path": {"type": "string", "description": "Path in the workspace."},
                "old_string": {"type": "string", "minLength": 1, "description": "The text to replace, exactly as it is in the file."},
                "new_string": {"type": "string"},
                "replace_all": {"type": "boolean", "description": "Replace every occurrence. Default false."}
              }
            }
            """),
        Class = ToolClass.Workspace,

        // A second identical call no longer finds the old text.
        Repeat = ToolRepeat.Safe,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "file_path", "old_string", "new_string", "replace_all");
            var path = WriteRules.Path(read.Text("file_path"));
            var (old, replacement, all) = (read.Text("old_string"), read.Text("new_string"), read.Flag("replace_all"));
            ToolFault.Require(old.Length > 0, "old_string", "is empty; give the text that is to be replaced");
            ToolFault.Require(old != replacement, "new_string", "is the same as old_string, so nothing would change");
            _ = await NearFiles.FindAsync(context.Workspace, path, cancellationToken);
            var bytes = await context.Workspace.ReadAsync(path, MostFileBytes, cancellationToken);
            var text = FileText.Decode(bytes, out var encoding);
            if (text is null || encoding is TextEncoding.Latin1 or TextEncoding.Utf16)
            {
                throw new ToolFault(ToolErrorCode.Invalid, $"'{path}' is not saved as UTF-8 text, so it cannot be changed piece by piece");
            }

            var count = Count(text, old);
            ToolFault.Require(count > 0, "old_string", $"this text is not in '{path}'; it must match exactly, also in blanks and line ends");
            ToolFault.Require(
                all || count == 1, "old_string", $"this text is {count:N0} times in '{path}'; give more of the text around it, or set replace_all");
            var changed = Encoding.UTF8.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal));
            byte[] content = encoding == TextEncoding.Utf8WithMark ? [.. Encoding.UTF8.Preamble, .. changed] : changed;
            WriteRules.CheckSize(path, content.Length);
            await context.Workspace.WriteAsync(path, content, cancellationToken);
            return ToolResult.Of(ToolCall.Value(json =>
            {
                json.WriteString("file_path", path);
                json.WriteNumber("replacements", count);
                json.WriteNumber("bytes", content.Length);
            }));
        });

    public string Predict(JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object || !Has(arguments, "file_path", out var path)
            || !Has(arguments, "old_string", out var old) || !Has(arguments, "new_string", out var replacement))
        {
            return "would change a file";
        }

        var every = arguments.TryGetProperty("replace_all", out var all) && all.ValueKind == JsonValueKind.True;
        return $"would change the file {path}: replace {(every ? "every " : "")}\"{Short(old)}\" by \"{Short(replacement)}\"";
    }

    private static bool Has(JsonElement arguments, string name, out string text)
    {
        var found = arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;
        text = found ? value.GetString()! : "";
        return found;
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..60] + "...";
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
