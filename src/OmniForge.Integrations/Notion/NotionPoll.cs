using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>
/// Finds rows that were added or changed since the last look. The cursor is the time of the newest one seen, and within a look also where
/// the next page begins.
/// </summary>
internal sealed class NotionPoll(NotionChange change) : IPollSource
{
    /// <summary>Times there have no seconds, and what was just written is not found at once.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private readonly string _time = change == NotionChange.Created ? "created_time" : "last_edited_time";

    public string EventType => change == NotionChange.Created ? "notion.page_created" : "notion.page_updated";

    public string ResourceKind => "database";

    public async Task<PollPage> LookAsync(IAccount account, string resourceId, string cursor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Cursor.Read(cursor) is not { } point)
        {
            return new([], new Cursor(now, now, "").Write(), More: false);
        }

        var source = await SourceAsync(account, resourceId, cancellationToken);
        var answer = await PageAsync(account, source, point, cancellationToken);
        var rows = answer.Find("results").Items().ToList();
        var newest = rows.Select(row => NotionTimes.Read(row.Find(_time).AsText())).Append(point.Newest).Max()!.Value;
        var next = answer.Find("next_cursor").AsText();
        var events = rows.Where(row => change == NotionChange.Created || IsEdited(row)).Select(Event).ToList();
        return new(events, (next.Length > 0 ? point with { Newest = newest, Page = next } : new Cursor(newest, newest, "")).Write(), next.Length > 0);
    }

    public async Task<IReadOnlyList<OutsideEvent>> NewestAsync(IAccount account, string resourceId, int most, CancellationToken cancellationToken)
    {
        var source = await SourceAsync(account, resourceId, cancellationToken);
        var body = new JsonObject
        {
            ["sorts"] = new JsonArray(new JsonObject { ["timestamp"] = _time, ["direction"] = "descending" }),
            ["page_size"] = Math.Min(most, NotionApi.MostPerPage),
        };
        var answer = await NotionApi.AskAsync(account, $"data_sources/{source}/query", body, "the database that is watched", cancellationToken);
        return [.. answer.Find("results").Items().Take(most).Select(Event).Reverse()];
    }

    private async Task<JsonElement> PageAsync(IAccount account, string source, Cursor point, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["filter"] = NotionTimes.Since(_time, point.Since - Overlap),
            ["sorts"] = new JsonArray(new JsonObject { ["timestamp"] = _time, ["direction"] = "ascending" }),
            ["page_size"] = NotionApi.MostPerPage,
        };
        if (point.Page.Length > 0)
        {
            body["start_cursor"] = point.Page;
        }

        try
        {
            return await NotionApi.AskAsync(account, $"data_sources/{source}/query", body, "the database that is watched", cancellationToken);
        }
        catch (AccountException refused) when (refused.Code == ToolErrorCode.Invalid && point.Page.Length > 0)
        {
            // Where the next page begins is forgotten there after a while. The look begins again; what was seen is known by its key.
            body.Remove("start_cursor");
            return await NotionApi.AskAsync(account, $"data_sources/{source}/query", body, "the database that is watched", cancellationToken);
        }
    }

    private static async Task<string> SourceAsync(IAccount account, string resourceId, CancellationToken cancellationToken)
    {
        var database = await NotionApi.FindAsync(account, $"databases/{resourceId}", cancellationToken);
        return database?.Find("data_sources").Items().ToList() switch
        {
            null => resourceId,
            [var only, ..] => only.Find("id").AsText(),
            _ => throw NotionErrors.Missing("the database that is watched"),
        };
    }

    /// <summary>A new row is edited by being made.</summary>
    private static bool IsEdited(JsonElement row) => row.Find("created_time").AsText() != row.Find("last_edited_time").AsText();

    private OutsideEvent Event(JsonElement row)
    {
        var (id, at) = (row.Find("id").AsText(), row.Find(_time).AsText());
        return change == NotionChange.Created
            ? new(EventType, id, "page", id, row.Find("url").AsText(), row.Find("created_by.id").AsText(), NotionTimes.Read(at) ?? default, [])
            : new(EventType, $"{id} {at} {Digest(row)}", "page", id, row.Find("url").AsText(), row.Find("last_edited_by.id").AsText(), NotionTimes.Read(at) ?? default, []);
    }

    /// <summary>Tells two edits within one minute apart.</summary>
    private static string Digest(JsonElement row)
        => row.Find("properties") is { ValueKind: JsonValueKind.Object } properties
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
                '\n', properties.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal)
                    .Select(property => $"{property.Name}={NotionCell.Text(NotionCell.Of(property.Value))}")))).AsSpan(0, 8))
            : "";

    private sealed record Cursor(DateTimeOffset Since, DateTimeOffset Newest, string Page)
    {
        public static Cursor? Read(string text)
            => text.Split('|', 3) is [var since, var newest, var page] && NotionTimes.Read(since) is { } from && NotionTimes.Read(newest) is { } last
                ? new(from, last, page)
                : null;

        public string Write() => $"{NotionTimes.Write(Since)}|{NotionTimes.Write(Newest)}|{Page}";
    }
}

internal enum NotionChange
{
    Created,
    Updated,
}
