using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Slack;

/// <summary>Requests to Slack: one method each. It answers with 200 also when it refuses.</summary>
internal static class SlackApi
{
    public const int MostPerPage = 200;

    /// <summary>A method that reads, with its arguments in the address. Its limit is that of the method.</summary>
    public static Task<JsonElement> ReadAsync(
        IAccount account, string method, IEnumerable<(string Name, string Value)> arguments, string what, CancellationToken cancellationToken)
        => SendAsync(
            account,
            new()
            {
                Method = HttpMethod.Get,
                Address = $"{method}?{string.Join('&', arguments.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}",
                Repeat = AccountRepeat.Read,
                Bucket = method,
            },
            what,
            cancellationToken);

    /// <summary>Who we are; the only reading method that wants a POST.</summary>
    public static Task<JsonElement> IdentityAsync(IAccount account, CancellationToken cancellationToken) => SendAsync(
        account,
        new() { Method = HttpMethod.Post, Address = "auth.test", Repeat = AccountRepeat.Read, Bucket = "auth.test" },
        "the connection",
        cancellationToken);

    public static Task<JsonElement> ChangeAsync(
        IAccount account, string method, JsonObject body, AccountRepeat repeat, string bucket, string what, CancellationToken cancellationToken)
        => SendAsync(
            account,
            new()
            {
                Method = HttpMethod.Post,
                Address = method,
                Json = body.ToJsonString(),
                ContentType = "application/json; charset=utf-8",
                Repeat = repeat,
                Bucket = bucket,
            },
            what,
            cancellationToken);

    /// <summary>Pages of a list, until <paramref name="enough"/> or its end.</summary>
    /// <returns>True when all was read.</returns>
    public static async Task<bool> ListAsync(
        IAccount account, string method, string member, IReadOnlyList<(string Name, string Value)> arguments, Func<JsonElement, bool> enough,
        string what, CancellationToken cancellationToken)
    {
        const int MostPages = 25;
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await ReadAsync(account, method, [.. arguments, ("cursor", cursor)], what, cancellationToken);
            cursor = answer.Find("response_metadata.next_cursor").AsText();
            foreach (var item in answer.Find(member).Items())
            {
                if (enough(item))
                {
                    return false;
                }
            }

            if (cursor.Length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<JsonElement> SendAsync(IAccount account, AccountRequest request, string what, CancellationToken cancellationToken)
    {
        var json = (await account.SendAsync(request, cancellationToken)).Json();
        return json.Find("ok").IsTrue() ? json : throw SlackErrors.Of(json, what, request.Repeat);
    }
}
