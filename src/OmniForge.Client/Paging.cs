using System.Runtime.CompilerServices;

namespace OmniForge.Client;

/// <summary>Reads a list page by page as one stream.</summary>
internal static class Paging
{
    public static async IAsyncEnumerable<TRow> AllAsync<TPage, TRow>(
        Func<string, CancellationToken, Task<TPage>> read,
        Func<TPage, IEnumerable<TRow>> rows,
        Func<TPage, string> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = "";
        do
        {
            var page = await read(token, cancellationToken).ConfigureAwait(false);
            foreach (var row in rows(page))
            {
                yield return row;
            }

            token = next(page);
        }
        while (token.Length > 0);
    }
}
