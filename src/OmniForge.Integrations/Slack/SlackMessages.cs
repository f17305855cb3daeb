using System.Globalization;
using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack;

/// <summary>Reads messages. Apps outside of Slack's marketplace get 15 at a time, once a minute: they get one page and are told that there is more.</summary>
internal sealed class SlackMessages(bool limited)
{
    private const int MostWhenLimited = 15;

    private static readonly RecordColumn[] Columns =
        [new("ts", "text"), new("time", "datetime"), new("user", "person"), new("text", "text"), new("thread_ts", "text"), new("replies", "number")];

    public async Task<Records> ReadAsync(
        IAccount account, string method, IReadOnlyList<(string Name, string Value)> arguments, int limit, string what, CancellationToken cancellationToken)
    {
        var records = new Records(Columns, limit);
        var size = Math.Min(limit, limited ? MostWhenLimited : SlackApi.MostPerPage).ToString(CultureInfo.InvariantCulture);
        if (limited)
        {
            var page = await SlackApi.ReadAsync(account, method, [.. arguments, ("limit", size)], what, cancellationToken);
            foreach (var message in page.Find("messages").Items())
            {
                Add(records, message);
            }

            records.Truncated |= page.Find("has_more").IsTrue();
            return records;
        }

        var complete = await SlackApi.ListAsync(
            account, method, "messages", [.. arguments, ("limit", size)],
            message =>
            {
                if (records.IsFull)
                {
                    return true;
                }

                Add(records, message);
                return false;
            },
            what, cancellationToken);
        records.Truncated |= !complete;
        return records;
    }

    /// <summary>A moment as Slack writes it: seconds since 1970; empty = no bound. A day is all of it.</summary>
    public static string Moment(AccountCall call, string name, MomentEdge edge)
    {
        if (call.Arguments.OptionalText(name) is not { } text)
        {
            return "";
        }

        var range = Operand.Time(JsonSerializer.SerializeToElement(text), DateOrder.MonthFirst, call.Now)
            ?? throw ToolFault.Invalid(name, $"'{text}' is no time; write it like 2026-11-23, 2026-11-23T09:30, today or -7d");
        var wall = DateTime.SpecifyKind(edge == MomentEdge.Start ? range.Start : range.End, DateTimeKind.Unspecified);
        var zone = call.Context.TimeZone;

        // An hour that a clock skips is taken as the one after it.
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(1)) : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private static void Add(Records records, JsonElement message)
    {
        var ts = message.Find("ts").AsText();
        records.Add(
            ts, ts, Time(ts), message.Find("user").AsText() is { Length: > 0 } user ? user : message.Find("bot_id").AsText(),
            SlackText.Plain(message.Find("text").AsText()), message.Find("thread_ts").AsText() is { Length: > 0 } thread ? thread : null,
            message.Find("reply_count").AsNumber() ?? 0);
    }

    private static string? Time(string ts)
        => decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
}

internal enum MomentEdge
{
    Start,
    End,
}
