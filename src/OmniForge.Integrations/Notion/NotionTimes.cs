using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Times of Notion, which knows no seconds.</summary>
internal static class NotionTimes
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    /// <summary>Whether something of <paramref name="item"/> happened in the minute of <paramref name="moment"/> or later.</summary>
    public static bool IsSince(JsonElement item, string time, DateTimeOffset moment)
        => Read(item.Find(time).AsText()) is { } happened && happened >= Minute(moment);

    /// <summary>A filter of a query. <paramref name="time"/>: `created_time` or `last_edited_time`.</summary>
    public static JsonObject Since(string time, DateTimeOffset moment)
        => new() { ["timestamp"] = time, [time] = new JsonObject { ["on_or_after"] = Write(Minute(moment)) } };

    private static DateTimeOffset Minute(DateTimeOffset moment)
    {
        var utc = moment.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMinute));
    }
}
