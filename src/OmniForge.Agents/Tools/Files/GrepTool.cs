using System.Text.Json;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Tools.Files;

/// <summary>Finds lines by a regular expression, in time that grows only with the size of the text.</summary>
internal sealed class GrepTool : ITool
{
    private const int MostMatches = 500;
    private const int MostFileBytes = 5 * 1024 * 1024;
    private const int MostLine = 500;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "Grep",
        Title = "Search in files",
        Description = "Finds lines that match a regular expression (without look-around and back-references), at most 500.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["pattern"],
              "properties": {
                "pattern": {"type": "string", "minLength": 1, "description": "Regular expression, matched line by line."},
                "path": {"type": "string", "description": "File or folder to search. Default: the whole workspace."},
                "glob": {"type": "string", "description": "Only files whose path matches, for instance **/*.md."},
                "output_mode": {
                  "enum": ["content", "files_with_matches", "count"],
                  "description": "Default content: file, line number and text of each match."
                },
                "ignore_case": {"type": "boolean"}
              }
            }
            """),
        Class = ToolClass.Read,
    };

    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => ToolCall.RunAsync(async () =>
        {
            var read = ToolArguments.Read(arguments, "pattern", "path", "glob", "output_mode", "ignore_case");
            var regex = Pattern(read.Text("pattern"), read.Flag("ignore_case"));
            var mode = read.Choice("output_mode", "content", "files_with_matches", "count");
            var glob = read.OptionalText("glob") is { } pattern ? new PathPattern(pattern, "glob") : null;
            var found = new List<(string File, int Line, string Text)>();
            var skipped = 0;
            foreach (var (file, below) in await SearchFolder.ListAsync(context.Workspace, read.OptionalText("path"), cancellationToken))
            {
                if (glob is not null && !glob.Matches(below) && !glob.Matches(Path.GetFileName(below)))
                {
                    continue;
                }

                var text = file.Size > MostFileBytes
                    ? null
                    : FileText.Decode(await context.Workspace.ReadAsync(file.Path, MostFileBytes, cancellationToken), out _);
                skipped += text is null ? 1 : 0;
                Search(file.Path, text ?? "", regex, found, mode, cancellationToken);
                if (found.Count > MostMatches)
                {
                    break;
                }
            }

            var truncated = found.Count > MostMatches;
            return ToolResult.Of(Answer(mode, [.. found.Take(MostMatches)], skipped, truncated), truncated: truncated);
        });

    private static Regex Pattern(string pattern, bool ignoreCase)
    {
        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            return new(pattern, ignoreCase ? options | RegexOptions.IgnoreCase : options, MostTime);
        }
        catch (NotSupportedException)
        {
            throw ToolFault.Invalid("pattern", "look-around and back-references are not supported; write the pattern without them");
        }
        catch (ArgumentException broken)
        {
            throw ToolFault.Invalid("pattern", $"this is no valid pattern: {broken.Message}");
        }
    }

    private static void Search(
        string path, string text, Regex regex, List<(string File, int Line, string Text)> found, string mode, CancellationToken cancellationToken)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            cancellationToken.ThrowIfCancellationRequested();
            line++;
            if (!Matches(regex, content))
            {
                continue;
            }

            found.Add((path, line, content.Length > MostLine ? string.Concat(content[..MostLine], "...") : content.ToString()));
            if (mode == "files_with_matches" || found.Count > MostMatches)
            {
                return;
            }
        }
    }

    private static bool Matches(Regex regex, ReadOnlySpan<char> line)
    {
        try
        {
            return regex.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ToolFault(ToolErrorCode.Timeout, "the search took too long; use a simpler pattern or fewer files");
        }
    }

    private static JsonElement Answer(string mode, List<(string File, int Line, string Text)> found, int skipped, bool truncated)
        => ToolCall.Value(json =>
        {
            json.WriteStartArray(mode switch { "content" => "matches", "count" => "counts", _ => "files" });
            if (mode == "content")
            {
                foreach (var (file, line, text) in found)
                {
                    json.WriteStartObject();
                    json.WriteString("file", file);
                    json.WriteNumber("line", line);
                    json.WriteString("text", text);
                    json.WriteEndObject();
                }
            }
            else
            {
                foreach (var group in found.GroupBy(match => match.File))
                {
                    Summary(json, mode, group.Key, group.Count());
                }
            }

            json.WriteEndArray();
            json.WriteNumber("count", found.Count);
            json.WriteNumber("skipped", skipped);
            json.WriteBoolean("truncated", truncated);
        });

    private static void Summary(Utf8JsonWriter json, string mode, string file, int count)
    {
        if (mode == "files_with_matches")
        {
            json.WriteStringValue(file);
            return;
        }

        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }
}
