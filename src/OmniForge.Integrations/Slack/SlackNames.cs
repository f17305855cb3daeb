using System.Text.Json;
using System.Text.RegularExpressions;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Slack;

/// <summary>Finds channels and people by id, address or name.</summary>
internal sealed partial class SlackNames(NameCache cache)
{
    /// <summary>Id of a channel.</summary>
    public async Task<string> ChannelAsync(IAccount account, string channel, CancellationToken cancellationToken)
    {
        var text = channel.Trim();
        if (ChannelId().Match(text) is { Success: true } id)
        {
            return id.Value;
        }

        if (ChannelAddress().Match(text) is { Success: true } address)
        {
            return address.Groups[1].Value;
        }

        var name = text.TrimStart('#').ToLowerInvariant();
        return await cache.FindAsync(account, "channel", name, async () =>
        {
            var all = await ChannelsAsync(account, cancellationToken);
            return NameCache.Only(
                "channel", name, all, found => found.Find("name").AsText(), found => found.Find("id").AsText(),
                $"A private channel is seen only when OmniForge is in it: {SlackErrors.Inviting}").Find("id").AsText();
        });
    }

    /// <summary>Channels that are not archived; private ones only where the connection may see them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ChannelsAsync(IAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return await ChannelsAsync(account, "public_channel,private_channel", cancellationToken);
        }
        catch (AccountException refused) when (refused.ProviderCode == "missing_scope")
        {
            return await ChannelsAsync(account, "public_channel", cancellationToken);
        }
    }

    public async Task<JsonElement> PersonAsync(IAccount account, string person, CancellationToken cancellationToken)
    {
        var text = person.Trim().TrimStart('@');
        if (text.Contains('@'))
        {
            var found = await SlackApi.ReadAsync(account, "users.lookupByEmail", [("email", text)], $"'{text}'", cancellationToken);
            return found.Find("user");
        }

        var people = await cache.FindAsync(account, "people", "", () => PeopleAsync(account, cancellationToken));
        var byId = people.FirstOrDefault(found => found.Find("id").AsText() == text);
        if (byId.ValueKind == JsonValueKind.Object)
        {
            return byId;
        }

        var named = people.Where(found => Names(found).Any(name => string.Equals(name.Trim(), text, StringComparison.OrdinalIgnoreCase))).ToList();
        return named.Count switch
        {
            1 => named[0],
            0 => throw new ToolFault(ToolErrorCode.NotFound, $"There is nobody called '{text}' in this Slack{NearNames.Hint(text, people.SelectMany(Names))}."),
            _ => throw ToolFault.Invalid(
                "person", $"'{text}' could be {string.Join(" or ", named.Take(5).Select(found => $"{RealName(found)} ({found.Find("id").AsText()})"))}; say which by the id"),
        };
    }

    public static string RealName(JsonElement user)
        => user.Find("profile.real_name").AsText() is { Length: > 0 } name ? name
            : user.Find("real_name").AsText() is { Length: > 0 } real ? real
            : user.Find("name").AsText();

    private static async Task<IReadOnlyList<JsonElement>> ChannelsAsync(IAccount account, string types, CancellationToken cancellationToken)
    {
        var channels = new List<JsonElement>();
        await SlackApi.ListAsync(
            account, "conversations.list", "channels",
            [("types", types), ("exclude_archived", "true"), ("limit", $"{SlackApi.MostPerPage}")],
            channel =>
            {
                channels.Add(channel);
                return false;
            },
            "the channels", cancellationToken);
        return channels;
    }

    private static async Task<IReadOnlyList<JsonElement>> PeopleAsync(IAccount account, CancellationToken cancellationToken)
    {
        var people = new List<JsonElement>();
        await SlackApi.ListAsync(
            account, "users.list", "members", [("limit", $"{SlackApi.MostPerPage}")],
            user =>
            {
                if (!user.Find("deleted").IsTrue())
                {
                    people.Add(user);
                }

                return false;
            },
            "the people", cancellationToken);
        return people;
    }

    private static IEnumerable<string> Names(JsonElement user)
        => new[] { RealName(user), user.Find("profile.display_name").AsText(), user.Find("name").AsText() }
            .Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("^[CGD][A-Z0-9]{6,20}$")]
    private static partial Regex ChannelId();

    [GeneratedRegex(@"^https?://[^/]+/(?:archives|client/[A-Z0-9]+)/([CGD][A-Z0-9]{2,20})(?:[/?].*)?$")]
    private static partial Regex ChannelAddress();
}
