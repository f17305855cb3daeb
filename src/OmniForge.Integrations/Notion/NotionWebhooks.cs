using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Notion signs the body with the token of its first message, and tells thinly: what changed, never what it says now.</summary>
internal sealed class NotionWebhooks : IWebhookScheme
{
    /// <summary>It tries again for about a day.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(36);

    public IReadOnlyList<string> EventTypes { get; } = ["notion.page_created", "notion.page_updated"];

    public WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance)
        => WebhookSignature.Matches(delivery.Headers.GetValueOrDefault("x-notion-signature", ""), "sha256=", [], delivery.Body.Span, secrets)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Forged;

    public WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance)
    {
        var id = body.Find("id").AsText();
        var key = id.Length > 0 ? id : WebhookSignature.Digest(delivery.Body.Span);
        var account = body.Find("workspace_id").AsText();
        if (NotionTimes.Read(body.Find("timestamp").AsText()) is not { } at || now - at > Oldest || at - now > tolerance)
        {
            return new(WebhookVerdict.Stale, key, null, account, []);
        }

        return new(WebhookVerdict.Genuine, key, null, account, Event(body, at) is { } happened ? [happened] : []);
    }

    private static OutsideEvent? Event(JsonElement body, DateTimeOffset at)
    {
        var page = body.Find("entity.id").AsText();
        var kind = body.Find("type").AsText() switch
        {
            "page.created" => "notion.page_created",
            "page.properties_updated" or "page.content_updated" => "notion.page_updated",
            _ => "",
        };
        if (kind.Length == 0 || page.Length == 0)
        {
            return null;
        }

        var key = kind == "notion.page_created" ? page : $"{page} {body.Find("timestamp").AsText()}";
        return new(kind, key, "page", page, $"https://www.notion.so/{page.Replace("-", "", StringComparison.Ordinal)}", Author(body), at, Changed(body))
        {
            Within = [.. new[] { body.Find("data.parent.id").AsText(), body.Find("data.parent.data_source_id").AsText() }.Where(within => within.Length > 0)],
        };
    }

    /// <summary>Several may stand behind one event. A person among them makes it theirs.</summary>
    private static string Author(JsonElement body)
    {
        var authors = body.Find("authors").Items().ToList();
        var person = authors.Find(author => author.Find("type").AsText() != "bot");
        return (person.ValueKind == JsonValueKind.Object ? person : authors.FirstOrDefault()).Find("id").AsText();
    }

    private static List<string> Changed(JsonElement body)
        => [.. body.Find("data.updated_properties").Items().Select(property => property.AsText()).Where(property => property.Length > 0)];
}
