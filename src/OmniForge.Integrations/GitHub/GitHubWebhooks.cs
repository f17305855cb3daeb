using System.Globalization;
using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.GitHub;

/// <summary>
/// GitHub signs the body and no time. What it is about is read from the body alone: the header that names the event is not signed.
/// </summary>
internal sealed class GitHubWebhooks : IWebhookScheme
{
    public IReadOnlyList<string> EventTypes { get; } = ["github.issue_opened", "github.pull_request_opened", "github.pull_request_merged"];

    public int MostBytes => 5 * 1024 * 1024;

    /// <summary>Nothing in it grows old, so that an old one could be sent again.</summary>
    public TimeSpan Remembered => TimeSpan.FromDays(90);

    /// <summary>It names the owner of the repository; a connection is a person.</summary>
    public bool NamesConnections => false;

    public WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance)
        => WebhookSignature.Matches(delivery.Headers.GetValueOrDefault("x-hub-signature-256", ""), "sha256=", [], delivery.Body.Span, secrets)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Forged;

    public WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance)
    {
        var key = WebhookSignature.Digest(delivery.Body.Span);
        return body.Find("zen").AsText().Length > 0 && body.Find("hook_id").AsText().Length > 0
            ? new(WebhookVerdict.Genuine, key, "{}", "", [])
            : new(WebhookVerdict.Genuine, key, null, body.Find("repository.owner.id").AsText(), Event(body) is { } happened ? [happened] : []);
    }

    private static OutsideEvent? Event(JsonElement body)
    {
        var pull = body.Find("pull_request");
        var subject = pull.ValueKind == JsonValueKind.Object ? pull : body.Find("comment").ValueKind == JsonValueKind.Object ? default : body.Find("issue");
        var (kind, what, time) = (pull.ValueKind == JsonValueKind.Object, body.Find("action").AsText()) switch
        {
            (true, "opened") => ("github.pull_request_opened", "opened", "created_at"),
            (true, "closed") when pull.Find("merged").IsTrue() => ("github.pull_request_merged", "merged", "merged_at"),
            (false, "opened") => ("github.issue_opened", "opened", "created_at"),
            _ => ("", "", ""),
        };
        var (repository, number) = (body.Find("repository.full_name").AsText(), subject.Find("number").AsText());
        if (kind.Length == 0 || repository.Length == 0 || number.Length == 0)
        {
            return null;
        }

        var at = subject.Find(time).AsText();
        return new(
            kind, $"{repository}#{number} {what} {at}", pull.ValueKind == JsonValueKind.Object ? "pull_request" : "issue", $"{repository}#{number}",
            subject.Find("html_url").AsText(), body.Find("sender.id").AsText(), Time(at), [])
        {
            Within = [repository],
        };
    }

    private static DateTimeOffset Time(string written)
        => DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : DateTimeOffset.UnixEpoch;
}
