using System.Text;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Reads one file of a workspace as a table; the name's ending says how.</summary>
internal static class TableFile
{
    public static async Task<Table> ReadAsync(
        IWorkspace workspace, string path, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var format = Format(path);
        var file = await NearFiles.FindAsync(workspace, path, cancellationToken);
        if (file.Size > TableLimits.FileBytes)
        {
            throw new ToolFault(
                ToolErrorCode.Invalid,
                $"'{path}' has {file.Size / 1048576.0:0.#} MB; tables may have up to {TableLimits.FileBytes / 1048576} MB, so split the file");
        }

        var bytes = await workspace.ReadAsync(file.Path, TableLimits.FileBytes, cancellationToken);
        var text = Decode(bytes, path, out var warning);
        var table = format switch
        {
            ".csv" => CsvTable.Read(text, path, zone, cancellationToken),
            ".jsonl" => JsonTable.ReadLines(text, path, zone, cancellationToken),
            _ => JsonTable.Read(Encoding.UTF8.GetBytes(text), path, zone, cancellationToken),
        };
        return warning is null ? table : table with { Warnings = [warning, .. table.Warnings] };
    }

    private static string Format(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".tab" or ".txt" => ".csv",
        ".json" or ".geojson" => ".json",
        ".jsonl" or ".ndjson" => ".jsonl",
        _ => throw new ToolFault(
            ToolErrorCode.Invalid, $"'{path}' is not a table this tool reads; save it as a csv, tsv, json or jsonl file"),
    };

    /// <summary>UTF-8 or UTF-16 by its mark, else UTF-8, else Latin-1 with a warning.</summary>
    private static string Decode(byte[] bytes, string path, out string? warning)
    {
        warning = null;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var encoding = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return encoding.GetString(bytes, 2, bytes.Length - 2);
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            throw new ToolFault(ToolErrorCode.Invalid, $"'{path}' is not a text file; save it as a csv or json file");
        }

        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            warning = $"'{path}' is not saved as UTF-8; letters with accents were read as Western European";
            return Encoding.Latin1.GetString(bytes, start, bytes.Length - start);
        }
    }
}
