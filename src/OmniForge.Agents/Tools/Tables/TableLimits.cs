namespace OmniForge.Agents.Tools.Tables;

/// <summary>How much one table may hold.</summary>
internal static class TableLimits
{
    public const int Rows = 100_000;
    public const int Columns = 200;

    /// <summary>Of the file: 20 MiB.</summary>
    public const int FileBytes = 20 * 1024 * 1024;

    /// <summary>Of rows given in the call itself: 1 MiB.</summary>
    public const int InlineBytes = 1024 * 1024;

    /// <summary>Warnings of one kind that are spelled out; the rest is counted.</summary>
    public const int Warnings = 10;
}
