using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Requests to Notion; what it refuses becomes a plain sentence.</summary>
internal static class NotionApi
{
    public const int MostPerPage = 100;

    public static Task<JsonElement> ReadAsync(IAccount account, string path, string what, CancellationToken cancellationToken)
        => SendAsync(account, new() { Method = HttpMethod.Get, Address = path, Repeat = AccountRepeat.Read }, what, cancellationToken);

    /// <summary>A search or a query: a POST that changes nothing.</summary>
    public static Task<JsonElement> AskAsync(IAccount account, string path, JsonObject body, string what, CancellationToken cancellationToken)
        => SendAsync(
            account, new() { Method = HttpMethod.Post, Address = path, Json = body.ToJsonString(), Repeat = AccountRepeat.Read }, what, cancellationToken);

    public static Task<JsonElement> ChangeAsync(
        IAccount account, HttpMethod method, string path, JsonObject body, AccountRepeat repeat, string what, CancellationToken cancellationToken)
        => SendAsync(account, new() { Method = method, Address = path, Json = body.ToJsonString(), Repeat = repeat }, what, cancellationToken);

    /// <summary>Null when there is no such thing, or it is not shared with us.</summary>
    public static async Task<JsonElement?> FindAsync(IAccount account, string path, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(new() { Method = HttpMethod.Get, Address = path, Repeat = AccountRepeat.Read }, cancellationToken);
        return NotionErrors.IsMissing(answer) ? null : Checked(answer, "what was asked for", AccountRepeat.Read);
    }

    private static async Task<JsonElement> SendAsync(IAccount account, AccountRequest request, string what, CancellationToken cancellationToken)
        => Checked(await account.SendAsync(request, cancellationToken), what, request.Repeat);

    private static JsonElement Checked(AccountAnswer answer, string what, AccountRepeat repeat)
    {
        if (!answer.Ok)
        {
            throw NotionErrors.Of(answer, what);
        }

        var json = answer.Json();
        return json.Find("object").AsText().Length > 0
            ? json
            : throw new AccountException(
                repeat == AccountRepeat.Doubles ? ToolErrorCode.InDoubt : ToolErrorCode.Unavailable,
                "Notion answered with something that cannot be read. Look there before it is tried again.");
    }
}
