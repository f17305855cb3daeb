using System.Text;
using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>
/// Reads tables from JSON: a list of objects, an object with exactly one member that is such a list, or one object per line. Values that are
/// themselves lists or objects become compact JSON text.
/// </summary>
internal static class JsonTable
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static Table Read(ReadOnlyMemory<byte> json, string file, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Options);
        }
        catch (JsonException broken)
        {
            throw new ToolFault(
                ToolErrorCode.Invalid, $"'{file}' is damaged on line {(broken.LineNumber ?? 0) + 1}; repair the file or save it again");
        }

        using (document)
        {
            return Read(document.RootElement, $"'{file}'", zone, cancellationToken);
        }
    }

    /// <summary>Rows from a value at hand; <paramref name="what"/> names it in messages.</summary>
    public static Table Read(JsonElement root, string what, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var builder = new TableBuilder(CommaUse.Thousands, zone);
        var number = 0;
        foreach (var item in Rows(root, what).EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (item.ValueKind == JsonValueKind.Object)
            {
                Add(builder, item, number);
            }
            else
            {
                builder.LeaveOut($"row {number} is not an object with named values and was left out");
            }
        }

        return builder.Build(RowNaming.Lines) with { Lines = null };
    }

    public static Table ReadLines(string text, string file, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var builder = new TableBuilder(CommaUse.Thousands, zone);
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            cancellationToken.ThrowIfCancellationRequested();
            line++;
            var content = text.AsMemory(range).Trim();
            if (content.Length == 0)
            {
                continue;
            }

            try
            {
                using var document = JsonDocument.Parse(content, Options);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    Add(builder, document.RootElement, line);
                    continue;
                }
            }
            catch (JsonException)
            {
                // Reported below like any other line that is no object.
            }

            builder.LeaveOut($"line {line} is not an object with named values and was left out");
        }

        return builder.Rows > 0 || line == 0
            ? builder.Build(RowNaming.Lines)
            : throw new ToolFault(ToolErrorCode.Invalid, $"no line of '{file}' holds an object with named values");
    }

    private static JsonElement Rows(JsonElement root, string what)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return Objects(root) || root.GetArrayLength() == 0
                ? root
                : throw new ToolFault(ToolErrorCode.Invalid, $"{what} is a list, but not of objects with named values");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new ToolFault(ToolErrorCode.Invalid, $"{what} holds a single value, not a list of rows");
        }

        var lists = root.EnumerateObject().Where(member => Objects(member.Value)).ToList();
        if (lists.Count == 1)
        {
            return lists[0].Value;
        }

        var empty = root.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).ToList();
        return lists.Count == 0 && empty is [{ Value: var only }] && only.GetArrayLength() == 0
            ? only
            : throw new ToolFault(
                ToolErrorCode.Invalid,
                lists.Count == 0
                    ? $"{what} holds no list of rows"
                    : $"{what} holds more than one list of rows ({string.Join(", ", lists.Select(list => $"'{list.Name}'"))}); "
                        + "save the one you need as a file of its own");
    }

    private static bool Objects(JsonElement value)
        => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object);

    private static void Add(TableBuilder builder, JsonElement row, int line)
    {
        foreach (var member in row.EnumerateObject())
        {
            var column = builder.Column(member.Name);
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                builder.Set(column, Text(member.Value));
            }
        }

        builder.EndRow(line);
    }

    /// <summary>A text as it is, anything else as compact JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object or JsonValueKind.Array => Compact(value),
        _ => value.GetRawText(),
    };

    private static string Compact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
