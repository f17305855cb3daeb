using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.Terminal;

/// <summary>What a server must be told to use the doubles, as environment variables.</summary>
internal static class ServerSettings
{
    /// <param name="addressOf">Where each listens.</param>
    public static IReadOnlyList<(string Name, string Value)> Of(ProviderSet doubles, Func<ProviderDouble, string> addressOf)
    {
        var notion = addressOf(doubles.Notion);
        var slack = addressOf(doubles.Slack);
        var linear = addressOf(doubles.Linear);
        var github = addressOf(doubles.GitHub);
        return
        [
            .. One("Notion", doubles.Notion, notion, notion + "/v1", "/v1/oauth/revoke"),
            .. One("Slack", doubles.Slack, slack, slack + "/api", "/api/auth.revoke"),
            .. One("Linear", doubles.Linear, linear, linear, "/oauth/revoke"),
            .. One("GitHub", doubles.GitHub, github, github, $"/applications/{doubles.GitHub.OAuth.Client.Id}/grant"),
            ("Egress__Opened", string.Join(',', doubles.All.Select(one => new Uri(addressOf(one)).Authority))),
        ];
    }

    private static IEnumerable<(string Name, string Value)> One(string name, ProviderDouble one, string address, string api, string revoke) =>
    [
        ($"Integrations__{name}__ClientId", one.OAuth.Client.Id),
        ($"Integrations__{name}__ClientSecret", one.OAuth.Client.Secret),
        ($"Integrations__{name}__BaseUrl", api),
        ($"Integrations__{name}__AuthorizeUrl", address + one.OAuth.Profile.AuthorizePath),
        ($"Integrations__{name}__TokenUrl", address + one.OAuth.Profile.TokenPath),
        ($"Integrations__{name}__RevokeUrl", address + revoke),
    ];
}
