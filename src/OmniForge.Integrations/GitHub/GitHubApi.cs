using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.GitHub;

/// <summary>Requests to GitHub; what it refuses becomes a plain sentence.</summary>
internal static partial class GitHubApi
{
    public const int MostPerPage = 100;

    public static async Task<JsonElement> ReadAsync(IAccount account, string path, string what, CancellationToken cancellationToken)
        => Checked(await SendAsync(account, Read(path), what, cancellationToken), AccountRepeat.Read);

    /// <summary>The answer in another form than JSON, for instance the diff of a pull request.</summary>
    public static Task<AccountAnswer> ReadAsAsync(IAccount account, string path, string accept, string what, CancellationToken cancellationToken)
        => SendAsync(account, Read(path) with { Headers = new Dictionary<string, string> { ["Accept"] = accept } }, what, cancellationToken);

    public static async Task<JsonElement> ChangeAsync(
        IAccount account, HttpMethod method, string path, JsonObject body, AccountRepeat repeat, string what, CancellationToken cancellationToken)
        => Checked(
            await SendAsync(
                account, new() { Method = method, Address = path, Json = body.ToJsonString(), Repeat = repeat, Bucket = "write" }, what, cancellationToken),
            repeat);

    /// <summary>Items of a list over its pages, until <paramref name="enough"/> or its end.</summary>
    /// <param name="member">Where the items stand in an answer; empty = the answer is the list.</param>
    /// <returns>True when all was read.</returns>
    public static async Task<bool> ListAsync(
        IAccount account, string path, string member, Func<JsonElement, bool> enough, string what, CancellationToken cancellationToken)
    {
        const int MostPages = 25;
        var next = path;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await SendAsync(account, Read(next), what, cancellationToken);
            var json = Checked(answer, AccountRepeat.Read);
            foreach (var item in (member.Length == 0 ? json : json.Find(member)).Items())
            {
                if (enough(item))
                {
                    return false;
                }
            }

            if (NextPage().Match(answer.Headers.GetValueOrDefault("link") ?? "") is not { Success: true } link)
            {
                return true;
            }

            next = link.Groups[1].Value;
        }

        return false;
    }

    private static AccountRequest Read(string path) => new()
    {
        Method = HttpMethod.Get,
        Address = path,
        Repeat = AccountRepeat.Read,
        Bucket = path.Contains("search/", StringComparison.Ordinal) ? "search" : "",
    };

    private static async Task<AccountAnswer> SendAsync(IAccount account, AccountRequest request, string what, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(request, cancellationToken);
        return answer.Ok ? answer : throw GitHubErrors.Of(answer, what);
    }

    private static JsonElement Checked(AccountAnswer answer, AccountRepeat repeat)
        => answer.Json() is { ValueKind: JsonValueKind.Array } list ? list
            : answer.Json() is var json && json.EnumerateObject().Any() ? json
            : throw new AccountException(
                repeat == AccountRepeat.Doubles ? ToolErrorCode.InDoubt : ToolErrorCode.Unavailable,
                "GitHub answered with something that cannot be read. Look there before it is tried again.");

    [GeneratedRegex("<([^<>]+)>\\s*;[^,]*rel=\"next\"")]
    private static partial Regex NextPage();
}
