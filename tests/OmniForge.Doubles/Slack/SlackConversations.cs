using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>Channels and what was said in them.</summary>
internal sealed class SlackConversations(SlackPages pages, Func<bool> limited)
{
    private const int MostWhenLimited = 15;

    private static readonly string[] Reading = ["channel", "cursor", "limit", "latest", "oldest", "inclusive", "include_all_metadata"];

    public IEnumerable<SlackMethod> Methods =>
    [
        new("conversations.list", 20, false, [], ["cursor", "limit", "types", "exclude_archived", "team_id"], List),
        new("conversations.info", 50, false, [], ["channel", "include_num_members", "include_locale"], Info),
        new("conversations.history", 50, false, [], Reading, History),
        new("conversations.replies", 50, false, [], [.. Reading, "ts"], Replies),
    ];

    /// <summary>The channel, or the error for one that is not there or that the bot may not see.</summary>
    public static SlackChannel Find(SlackRequest request)
        => request.Team.Find(request.Arguments.Need("channel")) ?? throw SlackErrors.Refuse("channel_not_found");

    private Reply List(SlackRequest request)
    {
        var types = (request.Arguments.Text("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(["public_channel", "private_channel", "mpim", "im"]).Any())
        {
            throw SlackErrors.Invalid($"'types' knows no '{request.Arguments.Text("types")}'.");
        }

        foreach (var type in types)
        {
            Need(request, type switch { "public_channel" => "channels:read", "private_channel" => "groups:read", "mpim" => "mpim:read", _ => "im:read" });
        }

        var withoutArchived = request.Arguments.Truth("exclude_archived", false);
        var channels = request.Team.Channels
            .Where(channel => types.Contains(channel.IsPrivate ? "private_channel" : "public_channel"))
            .Where(channel => !channel.IsPrivate || channel.BotIsMember)
            .Where(channel => !withoutArchived || !channel.IsArchived)
            .ToList();
        return pages.Page($"{request.Team.Id} list {string.Join(',', types)} {withoutArchived}", channels, request.Arguments, 100, 1000, "channels", SlackShow.Channel);
    }

    private static Reply Info(SlackRequest request)
    {
        var channel = Find(request);
        Need(request, channel.IsPrivate ? "groups:read" : "channels:read");
        return Reply.Json(new JsonObject { ["ok"] = true, ["channel"] = SlackShow.Channel(channel) });
    }

    private Reply History(SlackRequest request)
    {
        var channel = Readable(request);
        var messages = Between(request, channel.Messages.Where(message => message.ThreadTs is null || message.ThreadTs == message.Ts))
            .OrderByDescending(message => message.Ts, StringComparer.Ordinal).ToList();
        return Page(request, channel, $"{channel.Id} history", messages);
    }

    private Reply Replies(SlackRequest request)
    {
        var channel = Readable(request);
        var ts = request.Arguments.Need("ts");
        var thread = channel.Messages.Where(message => message.Ts == ts || message.ThreadTs == ts).ToList();
        if (thread.Count == 0)
        {
            throw SlackErrors.Refuse("thread_not_found");
        }

        return Page(request, channel, $"{channel.Id} thread {ts}", [.. Between(request, thread).OrderBy(message => message.Ts, StringComparer.Ordinal)]);
    }

    private Reply Page(SlackRequest request, SlackChannel channel, string question, List<SlackMessage> messages)
    {
        var metadata = request.Arguments.Truth("include_all_metadata", false);
        var asked = $"{question} {request.Arguments.Text("oldest")} {request.Arguments.Text("latest")}";
        var most = limited() ? MostWhenLimited : 999;
        return pages.Page(
            asked, messages, request.Arguments, Math.Min(100, most), most, "messages", message => SlackShow.Message(request.Team, channel, message, metadata));
    }

    private static SlackChannel Readable(SlackRequest request)
    {
        var channel = Find(request);
        Need(request, channel.IsPrivate ? "groups:history" : "channels:history");
        return channel.BotIsMember ? channel : throw SlackErrors.Refuse("not_in_channel");
    }

    private static void Need(SlackRequest request, string scope)
    {
        if (!request.Token.Scopes.Contains(scope))
        {
            throw SlackDouble.MissingScope(scope, request.Token);
        }
    }

    private static IEnumerable<SlackMessage> Between(SlackRequest request, IEnumerable<SlackMessage> messages)
    {
        var oldest = Time(request.Arguments.Text("oldest"), decimal.MinValue);
        var latest = Time(request.Arguments.Text("latest"), decimal.MaxValue);
        var inclusive = request.Arguments.Truth("inclusive", false);
        return messages.Where(message => Time(message.Ts, 0) is var at && (at > oldest || (inclusive && at == oldest)) && (at < latest || (inclusive && at == latest)));
    }

    private static decimal Time(string? ts, decimal otherwise)
        => ts is null ? otherwise
            : decimal.TryParse(ts, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var at)
                ? at
                : throw SlackErrors.Invalid($"'{ts}' is not a time.");
}
