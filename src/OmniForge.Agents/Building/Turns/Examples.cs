using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Turns;

/// <summary>Example sentences made of the person's own files and columns.</summary>
internal static class Examples
{
    public static IReadOnlyList<string> Goals(BuilderWorld world)
    {
        if (world.Files is not [var file, ..])
        {
            return ["Every Monday at 8, write me a report from my project list"];
        }

        var condition = Condition(file).Trim('"');
        return [$"Every Monday at 8, write me a report from {file.File}", $"Read {file.File} and keep only rows where {condition}"];
    }

    /// <summary>For a table in an account.</summary>
    public static IReadOnlyList<string> Of(TableProfile table)
        => [$"Every Monday at 8, write me a report where {Condition(table).Trim('"')}", "Weekly report to Slack", $"Show me only {Say.And(table.Columns.Take(2).Select(column => column.Name))}"];

    /// <summary>One condition in quotation marks.</summary>
    public static string Condition(TableProfile table)
    {
        var text = table.Columns.FirstOrDefault(column => column.Type == ColumnType.Text && column.Values.Count is > 1 and <= 30);
        if (text is not null)
        {
            return Say.Quote($"{text.Name} is {text.Values[0]}");
        }

        var number = table.Columns.FirstOrDefault(column => column is { Type: ColumnType.Number, Max: not null });
        return number is not null ? Say.Quote($"{number.Name} over {number.Min}") : Say.Quote($"{table.Columns[0].Name} is filled in");
    }
}
