using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Slack;

/// <summary>People of a team, and who is asking.</summary>
internal sealed class SlackPeople(SlackPages pages)
{
    public IEnumerable<SlackMethod> Methods =>
    [
        new("auth.test", 100, true, [], [], Test),
        new("users.lookupByEmail", 50, false, ["users:read", "users:read.email"], ["email"], LookUp),
        new("users.list", 20, false, ["users:read"], ["cursor", "limit", "include_locale", "team_id"], List),
        new("users.info", 100, false, ["users:read"], ["user", "include_locale"], Info),
    ];

    private static Reply Test(SlackRequest request) => Reply.Json(new JsonObject
    {
        ["ok"] = true,
        ["url"] = request.Team.Url,
        ["team"] = request.Team.Name,
        ["user"] = "omniforge",
        ["team_id"] = request.Team.Id,
        ["user_id"] = request.Team.BotUserId,
        ["bot_id"] = request.Team.BotId,
        ["is_enterprise_install"] = false,
    });

    private static Reply LookUp(SlackRequest request)
    {
        var email = request.Arguments.Need("email");
        var user = request.Team.Users.FirstOrDefault(known => known.Email.Equals(email, StringComparison.OrdinalIgnoreCase))
            ?? throw SlackErrors.Refuse("users_not_found");
        return Show(user, request);
    }

    private static Reply Info(SlackRequest request)
    {
        var id = request.Arguments.Need("user");
        return Show(request.Team.Users.FirstOrDefault(known => known.Id == id) ?? throw SlackErrors.Refuse("user_not_found"), request);
    }

    private Reply List(SlackRequest request)
        => pages.Page($"{request.Team.Id} users", request.Team.Users, request.Arguments, 100, 1000, "members", user => SlackShow.User(user, MaySeeEmail(request)));

    private static Reply Show(SlackUser user, SlackRequest request)
        => Reply.Json(new JsonObject { ["ok"] = true, ["user"] = SlackShow.User(user, MaySeeEmail(request)) });

    private static bool MaySeeEmail(SlackRequest request) => request.Token.Scopes.Contains("users:read.email");
}
