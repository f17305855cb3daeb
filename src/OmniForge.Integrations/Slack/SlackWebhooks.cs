using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Slack;

/// <summary>Slack signs version, time and body. It checks an address with a challenge, signed as all else.</summary>
internal sealed class SlackWebhooks : IWebhookScheme
{
    /// <summary>Messages that somebody wrote; the other kinds tell of changes, of people who come and go, and the like.</summary>
    private static readonly HashSet<string> Written = ["", "bot_message", "file_share", "me_message", "thread_broadcast"];

    public IReadOnlyList<string> EventTypes { get; } = ["slack.message_posted", "slack.app_mentioned"];

    public WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        var time = delivery.Headers.GetValueOrDefault("x-slack-request-timestamp", "");
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !WebhookSignature.Matches(
                delivery.Headers.GetValueOrDefault("x-slack-signature", ""), "v0=", Encoding.ASCII.GetBytes($"v0:{time}:"), delivery.Body.Span, secrets))
        {
            return WebhookVerdict.Forged;
        }

        return Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)tolerance.TotalSeconds ? WebhookVerdict.Genuine : WebhookVerdict.Stale;
    }

    public WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (body.Find("type").AsText() == "url_verification")
        {
            return new(WebhookVerdict.Genuine, "", Answer(body.Find("challenge").AsText()), "", []);
        }

        var id = body.Find("event_id").AsText();
        var installed = body.Find("authorizations.0.team_id").AsText();
        return new(
            WebhookVerdict.Genuine, id.Length > 0 ? id : WebhookSignature.Digest(delivery.Body.Span), null,
            installed.Length > 0 ? installed : body.Find("team_id").AsText(), Event(body) is { } happened ? [happened] : []);
    }

    private static OutsideEvent? Event(JsonElement body)
    {
        var told = body.Find("event");
        var kind = (told.Find("type").AsText(), told.Find("subtype").AsText()) switch
        {
            ("message", var subtype) when Written.Contains(subtype) => "slack.message_posted",
            ("app_mention", _) => "slack.app_mentioned",
            _ => "",
        };
        var (channel, ts) = (told.Find("channel").AsText(), told.Find("ts").AsText());
        if (kind.Length == 0 || channel.Length == 0 || ts.Length == 0)
        {
            return null;
        }

        var user = told.Find("user").AsText();
        return new(kind, $"{channel} {ts}", "message", $"{channel}/{ts}", "", user.Length > 0 ? user : told.Find("bot_id").AsText(), Time(ts), [])
        {
            Within = [channel],
            Data = Said(told, ts, user),
        };
    }

    /// <summary>What was written goes along: an app may read a channel only once a minute, and messages come faster.</summary>
    private static string Said(JsonElement told, string ts, string user) => new JsonObject
    {
        ["text"] = SlackText.Plain(told.Find("text").AsText()),
        ["user"] = user.Length > 0 ? user : told.Find("bot_id").AsText(),
        ["ts"] = ts,
        ["thread_ts"] = told.Find("thread_ts").AsText() is { Length: > 0 } thread ? thread : null,
    }.ToJsonString();

    private static DateTimeOffset Time(string ts)
        => decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000m
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : DateTimeOffset.UnixEpoch;

    private static string Answer(string challenge)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("challenge", challenge);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.ToArray());
    }
}
