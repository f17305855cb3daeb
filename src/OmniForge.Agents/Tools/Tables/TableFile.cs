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
        var text = FileText.Decode(bytes, out var encoding)
            ?? throw new ToolFault(ToolErrorCode.Invalid, $"'{path}' is not a text file; save it as a csv file");
        var warning = encoding == TextEncoding.Latin1
            ? $"'{path}' is not saved as UTF-8; letters with accents were read as Western European"
            : null;
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
            ToolErrorCode.Invalid, $"'{path}' is not a table this tool reads; save it as a csv file"),
    };
}
