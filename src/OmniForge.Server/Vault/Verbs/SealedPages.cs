using System.Runtime.CompilerServices;

namespace OmniForge.Server.Vault.Verbs;

internal static class SealedPages
{
    /// <summary>All values of a table, in pages.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<SealedCell>> PagesAsync(
        this ISealedTable table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (await table.PageAsync(after, Walk.Page, cancellationToken) is { Count: > 0 } page)
        {
            yield return page;
            after = page[^1].Cursor;
        }
    }
}
