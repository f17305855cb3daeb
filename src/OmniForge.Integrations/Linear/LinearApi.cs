using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Linear;

/// <summary>Questions to Linear; what it refuses becomes a plain sentence.</summary>
internal static class LinearApi
{
    public const int MostPerPage = 100;

    /// <summary>Gives what stands in `data`.</summary>
    public static async Task<JsonElement> AskAsync(
        IAccount account, string document, JsonObject variables, AccountRepeat repeat, string what, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["query"] = document, ["variables"] = variables };
        var answer = await account.SendAsync(
            new() { Method = HttpMethod.Post, Address = "graphql", Json = body.ToJsonString(), Repeat = repeat }, cancellationToken);
        var json = answer.Json();
        return json.Find("errors.0").ValueKind == JsonValueKind.Object ? throw Refused(json.Find("errors.0"), what)
            : json.Find("data") is { ValueKind: JsonValueKind.Object } data ? data
            : throw new AccountException(ToolErrorCode.Unavailable, "Linear answered with something that cannot be read. Look there before it is tried again.");
    }

    /// <summary>Pages of a list, until <paramref name="take"/> says false or its end.</summary>
    /// <returns>True when all was read.</returns>
    public static async Task<bool> ListAsync(
        IAccount account, string document, string member, JsonObject variables, Func<IReadOnlyList<JsonElement>, bool> take, string what,
        CancellationToken cancellationToken)
    {
        const int MostPages = 25;
        var after = "";
        for (var page = 0; page < MostPages; page++)
        {
            var asked = variables.DeepClone().AsObject();
            asked["first"] ??= MostPerPage;
            if (after.Length > 0)
            {
                asked["after"] = after;
            }

            var data = await AskAsync(account, document, asked, AccountRepeat.Read, what, cancellationToken);
            var more = data.Find($"{member}.pageInfo.hasNextPage").IsTrue();
            after = data.Find($"{member}.pageInfo.endCursor").AsText();
            if (!take([.. data.Find($"{member}.nodes").Items()]) || !more || after.Length == 0)
            {
                return !more;
            }
        }

        return false;
    }

    private static AccountException Refused(JsonElement error, string what)
    {
        var message = error.Find("extensions.userPresentableMessage").AsText() is { Length: > 0 } shown ? shown : error.Find("message").AsText();
        var line = message.ReplaceLineEndings(" ");
        line = line.Length <= 300 ? line : $"{line[..300]}…";
        var code = error.Find("extensions.code").AsText();
        return code == "FORBIDDEN"
            ? new(ToolErrorCode.Forbidden, $"The connection to Linear may not do this with {what} ({line}). Connect Linear again and agree to it.") { ProviderCode = code }
            : line.StartsWith("Entity not found", StringComparison.OrdinalIgnoreCase)
                ? new(ToolErrorCode.NotFound, $"{char.ToUpperInvariant(what[0])}{what[1..]} was not found in Linear, or you may not see it there.") { ProviderCode = code }
                : new(ToolErrorCode.Invalid, $"Linear did not accept the request for {what}: {line}") { ProviderCode = code };
    }
}
