using System.Globalization;
using System.Text;
using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Linear;

/// <summary>Linear signs the body, which carries the time of the attempt.</summary>
internal sealed class LinearWebhooks : IWebhookScheme
{
    private static readonly TimeSpan Widest = TimeSpan.FromMinutes(1);

    public IReadOnlyList<string> EventTypes { get; } = ["linear.issue_created", "linear.issue_updated"];

    public int AnswerStatus => 200;

    public WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance)
        => WebhookSignature.Matches(delivery.Headers.GetValueOrDefault("linear-signature", ""), "", [], delivery.Body.Span, secrets)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Forged;

    public WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance)
    {
        var (key, account) = (Key(body), body.Find("organizationId").AsText());
        var window = tolerance < Widest ? tolerance : Widest;
        return body.Find("webhookTimestamp").AsNumber() is { } sent && Math.Abs(now.ToUnixTimeMilliseconds() - sent) <= (decimal)window.TotalMilliseconds
            ? new(WebhookVerdict.Genuine, key, null, account, Event(body) is { } happened ? [happened] : [])
            : new(WebhookVerdict.Stale, key, null, account, []);
    }

    /// <summary>Of everything but the time of the attempt: a further attempt is signed anew.</summary>
    private static string Key(JsonElement body)
    {
        var text = new StringBuilder();
        foreach (var field in body.ValueKind == JsonValueKind.Object ? body.EnumerateObject() : default)
        {
            if (field.Name != "webhookTimestamp")
            {
                text.Append(field.Name).Append('\n').Append(field.Value.GetRawText()).Append('\n');
            }
        }

        return WebhookSignature.Digest(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static OutsideEvent? Event(JsonElement body)
    {
        var kind = (body.Find("type").AsText(), body.Find("action").AsText()) switch
        {
            ("Issue", "create") => "linear.issue_created",
            ("Issue", "update") => "linear.issue_updated",
            _ => "",
        };
        var (issue, updated) = (body.Find("data.id").AsText(), body.Find("data.updatedAt").AsText());
        if (kind.Length == 0 || issue.Length == 0)
        {
            return null;
        }

        var at = DateTimeOffset.TryParse(updated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : DateTimeOffset.UnixEpoch;
        return new(kind, $"{issue} {updated}", "issue", issue, body.Find("url").AsText(), body.Find("actor.id").AsText(), at, Changed(body))
        {
            Within = [.. new[] { body.Find("data.teamId").AsText(), body.Find("data.team.key").AsText() }.Where(team => team.Length > 0)],
        };
    }

    private static List<string> Changed(JsonElement body)
        => body.Find("updatedFrom") is { ValueKind: JsonValueKind.Object } before
            ? [.. before.EnumerateObject().Select(field => field.Name).Where(field => field != "updatedAt")]
            : [];
}
