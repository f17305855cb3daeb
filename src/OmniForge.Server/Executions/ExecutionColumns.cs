using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Executions;

/// <summary>Takes a picture of a row's changing columns, so that the row may change on while the picture waits for its commit.</summary>
internal sealed class ExecutionColumns
{
    private readonly RowColumns _changing;

    public ExecutionColumns(ForgeStore store)
    {
        using var db = store.Open("");
        _changing = RowColumns.Of<ExecutionRow>(db, ExecutionRow.Changing);
    }

    public object?[] Changing(ExecutionRow row) => _changing.Values(row);
}
