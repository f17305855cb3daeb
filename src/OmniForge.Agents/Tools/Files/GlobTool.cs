using System.Text.Json;

namespace OmniForge.Agents.Tools.Files;

/// <summary>Finds files by a pattern of their path.</summary>
internal sealed class GlobTool : ITool
{
    private const int MostPaths = 1_000;

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "Glob",
        Title = "Find files",
        Description = "Lists the files whose path matches a pattern such as *.csv, **/*.md or data/{a,b}/*.json, newest first, at most 1,000.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["pattern"],
              "properties": {
                "pattern": {"type": "string", "description": "* and ? within a name, ** across folders, [a-z], {csv,json}."},
                "path": {"type": "string", "description": "Folder to search in. Default: the whole workspace."}
              }
            }
            """),
        Class = ToolClass.Read,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "pattern", "path");
            var pattern = new PathPattern(read.Text("pattern"), "pattern");
            var files = await SearchFolder.ListAsync(context.Workspace, read.OptionalText("path"), cancellationToken);
            var found = files.Where(file => pattern.Matches(file.Below)).Select(file => file.File)
                .OrderByDescending(file => file.ModifiedAt).ThenBy(file => file.Path, StringComparer.Ordinal).ToList();
            var truncated = found.Count > MostPaths;
            return ToolResult.Of(
                ToolCall.Value(json =>
                {
                    json.WriteStartArray("paths");
                    found.Take(MostPaths).ToList().ForEach(file => json.WriteStringValue(file.Path));
                    json.WriteEndArray();
                    json.WriteNumber("count", found.Count);
                    json.WriteBoolean("truncated", truncated);
                }),
                truncated: truncated);
        });
}
