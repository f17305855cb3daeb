using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion;

/// <summary>Finds databases, pages and people by id, address or name.</summary>
internal sealed class NotionNames(NameCache cache)
{
    private const string Hint = $"Check its name, or share it with OmniForge: {NotionErrors.Sharing}";

    /// <summary>More pages of a list than this are not looked through for a name.</summary>
    private const int MostPages = 10;

    /// <summary>The table of a database, with its columns as they are now.</summary>
    /// <param name="sourceName">For a database with several tables; empty = it has one.</param>
    public async Task<NotionSource> SourceAsync(IAccount account, string database, string sourceName, CancellationToken cancellationToken)
    {
        var id = await cache.FindAsync(account, "source", $"{database}\n{sourceName}", () => SourceIdAsync(account, database, sourceName, cancellationToken));
        var source = await NotionApi.ReadAsync(account, $"data_sources/{id}", $"the database '{database}'", cancellationToken);
        return NotionSource.Read(source);
    }

    public Task<string> PageAsync(IAccount account, string page, CancellationToken cancellationToken)
        => cache.FindAsync(account, "page", page, async () =>
        {
            if (NotionIds.Read(page) is { } id)
            {
                return id;
            }

            var found = await SearchAsync(account, page, "page", MostPages * NotionApi.MostPerPage, cancellationToken);
            return NameCache.Only("page", page, found, NotionText.Title, Address, Hint).Find("id").AsText();
        });

    /// <summary>Where a new page goes: a table, or another page.</summary>
    public async Task<NotionParent> ParentAsync(IAccount account, string parent, CancellationToken cancellationToken)
    {
        var found = await cache.FindAsync(account, "parent", parent, () => FindParentAsync(account, parent, cancellationToken));
        return found with { Source = found.SourceId is { } id ? NotionSource.Read(await NotionApi.ReadAsync(account, $"data_sources/{id}", $"'{parent}'", cancellationToken)) : null };
    }

    /// <summary>Id of a person by name, mail address or id.</summary>
    public async Task<string> PersonAsync(IAccount account, string person, string path, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(person, out var known))
        {
            return known.ToString("D");
        }

        var people = await cache.FindAsync(account, "people", "", () => PeopleAsync(account, cancellationToken));
        var mail = people.FirstOrDefault(found => string.Equals(found.Find("person.email").AsText(), person.Trim(), StringComparison.OrdinalIgnoreCase));
        return mail.ValueKind == JsonValueKind.Object
            ? mail.Find("id").AsText()
            : NameCache.Only(path, person, people, found => found.Find("name").AsText(), found => found.Find("id").AsText(), "Check how it is written in Notion.")
                .Find("id").AsText();
    }

    /// <summary>What a search for a title gives, at most <see cref="MostPages"/> pages of it. Empty kind = pages and tables.</summary>
    /// <param name="enough">No further page is asked for when there are so many; one more than that tells that there are more.</param>
    public static async Task<IReadOnlyList<JsonElement>> SearchAsync(
        IAccount account, string query, string kind, int enough, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        var cursor = "";
        for (var page = 0; page < MostPages && found.Count <= enough; page++)
        {
            var body = new JsonObject { ["page_size"] = Math.Clamp(enough, 1, NotionApi.MostPerPage - 1) + 1 };
            if (query.Length > 0)
            {
                body["query"] = query;
            }

            if (kind.Length > 0)
            {
                body["filter"] = new JsonObject { ["property"] = "object", ["value"] = kind };
            }

            if (cursor.Length > 0)
            {
                body["start_cursor"] = cursor;
            }

            var answer = await NotionApi.AskAsync(account, "search", body, "the search", cancellationToken);
            found.AddRange(answer.Find("results").Items());
            cursor = answer.Find("next_cursor").AsText();
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return found;
    }

    private static async Task<string> SourceIdAsync(IAccount account, string database, string sourceName, CancellationToken cancellationToken)
    {
        if (NotionIds.Read(database) is { } id)
        {
            if (await NotionApi.FindAsync(account, $"databases/{id}", cancellationToken) is { } container)
            {
                return Chosen(database, sourceName, [.. container.Find("data_sources").Items()]);
            }

            return await NotionApi.FindAsync(account, $"data_sources/{id}", cancellationToken) is null
                ? throw NotionErrors.Missing($"the database '{database}'")
                : id;
        }

        var found = await SearchAsync(account, database, "data_source", MostPages * NotionApi.MostPerPage, cancellationToken);
        var named = found.Where(source => Same(NotionText.Title(source), sourceName.Length > 0 ? sourceName : database)).ToList();
        return NameCache.Only("database", sourceName.Length > 0 ? sourceName : database, named.Count > 0 ? named : found, NotionText.Title, Address, Hint)
            .Find("id").AsText();
    }

    private static string Chosen(string database, string sourceName, IReadOnlyList<JsonElement> sources)
    {
        var names = string.Join(", ", sources.Select(source => $"'{source.Find("name").AsText()}'"));
        return (sources.Count, sourceName) switch
        {
            (0, _) => throw NotionErrors.Missing($"what is in the database '{database}'"),
            (1, "") => sources[0].Find("id").AsText(),
            (_, "") => throw ToolFault.Invalid("data_source", $"'{database}' holds several tables; say which one: {names}"),
            _ => NameCache.Only(
                "data_source", sourceName, sources, source => source.Find("name").AsText(), source => source.Find("id").AsText(), $"There are {names}.")
                .Find("id").AsText(),
        };
    }

    private static async Task<NotionParent> FindParentAsync(IAccount account, string parent, CancellationToken cancellationToken)
    {
        if (NotionIds.Read(parent) is { } id)
        {
            if (await NotionApi.FindAsync(account, $"pages/{id}", cancellationToken) is not null)
            {
                return new(id, null);
            }

            return new(null, await SourceIdAsync(account, parent, "", cancellationToken));
        }

        var all = await SearchAsync(account, parent, "", MostPages * NotionApi.MostPerPage, cancellationToken);

        // A row is seldom meant as the place of a new page, and rows are called like tables more often than one thinks.
        var places = all.Where(item => item.Find("object").AsText() == "data_source" || item.Find("parent.data_source_id").AsText().Length == 0).ToList();
        var found = NameCache.Only("parent", parent, places, NotionText.Title, Address, Hint);
        var foundId = found.Find("id").AsText();
        return found.Find("object").AsText() == "data_source" ? new(null, foundId) : new(foundId, null);
    }

    private static async Task<IReadOnlyList<JsonElement>> PeopleAsync(IAccount account, CancellationToken cancellationToken)
    {
        var people = new List<JsonElement>();
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var more = cursor.Length > 0 ? $"&start_cursor={Uri.EscapeDataString(cursor)}" : "";
            var answer = await NotionApi.ReadAsync(account, $"users?page_size={NotionApi.MostPerPage}{more}", "the people of the workspace", cancellationToken);
            people.AddRange(answer.Find("results").Items());
            cursor = answer.Find("next_cursor").AsText();
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return people;
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Address(JsonElement item) => $"{item.Find("url").AsText()} ({item.Find("id").AsText()})";
}

/// <summary>Exactly one of the two ids is set.</summary>
internal sealed record NotionParent(string? PageId, string? SourceId)
{
    public NotionSource? Source { get; init; }
}
