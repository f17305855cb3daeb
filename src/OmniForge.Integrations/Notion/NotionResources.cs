using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>What somebody may choose from.</summary>
internal static class NotionResources
{
    /// <summary>Notion tells no numbers of rows, so they are counted by pages of 100; this many requests are spent on it for one list.</summary>
    private const int MostCounting = 12;

    public static async Task<IReadOnlyList<AccountResource>> ListAsync(
        IAccount account, string kind, string query, int limit, CancellationToken cancellationToken)
    {
        var word = kind switch
        {
            "database" => "data_source",
            "page" => "page",
            _ => throw ToolFault.Invalid("kind", $"'{kind}' is not one of database, page"),
        };
        var found = await NotionNames.SearchAsync(account, query, word, limit, cancellationToken);
        var left = MostCounting;
        var resources = new List<AccountResource>();
        var databases = found.CountBy(source => source.Find("parent.database_id").AsText()).ToDictionary();
        foreach (var item in found.Where(item => kind == "database" || item.Find("parent.data_source_id").AsText().Length == 0).Take(limit))
        {
            var id = item.Find("id").AsText();
            int? count = null;
            if (kind == "database")
            {
                (count, left) = await CountAsync(account, NotionSource.Read(item), left, cancellationToken);

                // A database with one table is known by its own id; of several tables each has to be named by its own.
                var database = item.Find("parent.database_id").AsText();
                id = database.Length > 0 && databases[database] == 1 ? database : id;
            }

            resources.Add(new(id, NotionText.Title(item), item.Find("url").AsText(), count));
        }

        return resources;
    }

    private static async Task<(int? Count, int Left)> CountAsync(IAccount account, NotionSource source, int left, CancellationToken cancellationToken)
    {
        if (left == 0)
        {
            return (null, 0);
        }

        var asked = 0;
        var rows = new NotionRows(account, source);
        var complete = await rows.ReadAsync(null, [], () => NotionApi.MostPerPage, _ => ++asked < left, cancellationToken);
        return (complete ? rows.Seen : null, left - asked);
    }
}
