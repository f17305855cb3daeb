using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Integrations.Notion.Tools;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Notion;

/// <summary>Notion: pages and databases of a workspace, as far as people share them with OmniForge.</summary>
internal sealed class NotionIntegration : IIntegration
{
    public const string Id = "notion";

    public NotionIntegration(IntegrationSettings settings, TimeProvider clock)
    {
        Descriptor = settings.Apply(Facts);
        var names = new NotionNames(new NameCache(clock));
        Tools =
        [
            NotionSearch.Tool(), NotionGetDatabase.Tool(names), NotionQueryDatabase.Tool(names), NotionGetPage.Tool(names), NotionCreatePage.Tool(names),
            NotionUpdatePage.Tool(names), NotionAppendContent.Tool(names), NotionAddComment.Tool(names), NotionReplaceContent.Tool(names),
            NotionTrashPage.Tool(names),
        ];
        Polls = [new NotionPoll(NotionChange.Created), new NotionPoll(NotionChange.Updated)];
    }

    public IntegrationDescriptor Descriptor { get; }

    public IReadOnlyList<ITool> Tools { get; }

    public IReadOnlyList<string> ResourceKinds => ["database", "page"];

    /// <summary>Its webhooks are set up by hand in its settings; until that is built, changes are found by looking.</summary>
    public IWebhookScheme? Webhooks { get; } = new NotionWebhooks();

    public IReadOnlyList<IPollSource> Polls { get; }

    private static IntegrationDescriptor Facts { get; } = new()
    {
        Id = Id,
        DisplayName = "Notion",
        Api = new("https://api.notion.com/v1"),
        Headers = new Dictionary<string, string> { ["Notion-Version"] = "2026-03-11" },
        OAuth = new()
        {
            Authorize = new("https://api.notion.com/v1/oauth/authorize"),
            Token = new("https://api.notion.com/v1/oauth/token"),
            Revoke = new("https://api.notion.com/v1/oauth/revoke"),
            ClientProof = ClientProof.Basic,
            Body = TokenBody.Json,
            TokenHeaders = new Dictionary<string, string> { ["Notion-Version"] = "2026-03-11" },
            Parameters = new Dictionary<string, string> { ["owner"] = "user" },

            // Its token address refuses fields it does not know, and the verifier is none it names.
            Pkce = Pkce.Challenge,
            Refreshing = Refreshing.Rotates,
            AccountIdPath = "workspace_id",
            AccountNamePath = "workspace_name",
        },
        Limit = new(3, TimeSpan.FromSeconds(1), 6),
        SharingHint = $"To let OmniForge see a page or a database: {NotionErrors.Sharing}",
    };

    public Task<IReadOnlyList<AccountResource>> ResourcesAsync(
        IAccount account, string kind, string query, int limit, CancellationToken cancellationToken)
        => NotionResources.ListAsync(account, kind, query, limit, cancellationToken);

    public async Task<AccountIdentity> IdentifyAsync(IAccount account, CancellationToken cancellationToken)
    {
        var bot = await NotionApi.ReadAsync(account, "users/me", "the connection", cancellationToken);
        var (id, workspace) = (bot.Find("id").AsText(), bot.Find("bot.workspace_id").AsText());
        var name = bot.Find("bot.workspace_name").AsText();
        return new(workspace.Length > 0 ? workspace : id, name.Length > 0 ? name : bot.Find("name").AsText(), id);
    }

    /// <summary>Who our own changes are by.</summary>
    internal static async Task<string> ActorAsync(IAccount account, CancellationToken cancellationToken)
        => (await NotionApi.ReadAsync(account, "users/me", "the connection", cancellationToken)).Find("id").AsText();

    internal static ToolResult Done(string id) => ToolResult.Of(ToolCall.Value(json => json.WriteString("id", id)));
}
