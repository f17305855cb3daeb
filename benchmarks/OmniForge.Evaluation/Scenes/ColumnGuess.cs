namespace OmniForge.Evaluation.Scenes;

/// <summary>A value that fits a column of which only the name is known.</summary>
internal static class ColumnGuess
{
    private static readonly string[] Dates = ["date", "due", "deadline", "created", "updated", "issued", "start", "end", "_at", "_on"];

    private static readonly string[] Figures =
    [
        "amount", "budget", "spent", "price", "cost", "count", "total", "qty", "quantity", "number", "points", "score", "rating", "stock", "hours",
        "progress", "percent",
    ];

    public static string Sample(string column)
        => Dates.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "2026-12-01"
            : Figures.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "10"
            : "text";
}
