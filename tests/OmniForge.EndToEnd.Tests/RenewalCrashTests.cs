using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OmniForge.Doubles;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests;

/// <summary>A server that dies after the provider gave a new token and before it was stored.</summary>
public sealed partial class RenewalCrashTests : IAsyncDisposable
{
    private readonly TempFolder _home = new();
    private readonly ProviderSet _doubles = new(TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _doubles.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task The_run_goes_on_with_a_new_token_or_waits_for_one_sign_in_that_is_told_once()
    {
        await _doubles.StartAsync(Ct);
        string connection, id;
        await using (var first = await StartAsync())
        {
            connection = await ConnectAsync(first, "");
            var agent = await AgentAsync(first);
            _doubles.Notion.OAuth.ExpireAccessTokens();
            _doubles.Notion.OAuth.AnswerLate(TimeSpan.FromMinutes(10));
            id = (await first.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
            await UntilRenewedAsync();
            await first.KillAsync(Ct);
        }

        await using var second = await StartAsync();
        var waits = await WaitsForSignInAsync(second, id);

        var all = (await second.Connections.ListConnectionsAsync(new() { ShowEnded = true }, cancellationToken: Ct)).Connections;
        var only = Assert.Single(all);
        Assert.Equal((connection, waits ? ConnectionStatus.NeedsReconnect : ConnectionStatus.Active), (only.Id, only.Status));
        var notices = (await second.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices;
        Assert.Equal(waits ? [NoticeCause.ConnectionLost] : [], notices.Select(notice => notice.Cause));
        if (waits)
        {
            Assert.Contains("lost when the server restarted", notices[0].Text, StringComparison.Ordinal);
            Assert.Equal(connection, await ConnectAsync(second, connection));
            Assert.False(await WaitsForSignInAsync(second, id));
        }

        var execution = (await second.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution;
        Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Error);
    }

    /// <summary>Ends when the provider has given a new token; its answer is still on the way.</summary>
    private async Task UntilRenewedAsync()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!_doubles.Journal.Of("notion").Any(one => one.Status == 200 && one.Body.Contains("refresh_token", StringComparison.Ordinal)))
        {
            await look.WaitForNextTickAsync(Ct);
        }
    }

    /// <summary>Follows it until it ends or waits for a sign-in that nobody has done yet.</summary>
    private static async Task<bool> WaitsForSignInAsync(ServerProcess server, string id)
    {
        var after = (await server.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution is { Status: ExecutionStatus.WaitingForAuth } waiting
            ? waiting.LastSequence
            : 0;
        using var call = server.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { } happened && happened.Sequence > after && happened.StatusChanged?.To == ExecutionStatus.WaitingForAuth)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<ServerProcess> StartAsync()
    {
        var notion = _doubles.Notion;
        var server = await ServerProcess.StartAsync(
            _home.Path,
            "",
            Ct,
            ("Integrations__Notion__ClientId", notion.OAuth.Client.Id),
            ("Integrations__Notion__ClientSecret", notion.OAuth.Client.Secret),
            ("Integrations__Notion__BaseUrl", $"{notion.Address}/v1"),
            ("Integrations__Notion__AuthorizeUrl", notion.Address + notion.OAuth.Profile.AuthorizePath),
            ("Integrations__Notion__TokenUrl", notion.Address + notion.OAuth.Profile.TokenPath),
            ("Egress__Opened", new Uri(notion.Address).Authority));
        notion.OAuth.Client.RedirectUris.Add($"{server.Http.TrimEnd('/')}/oauth/callback/notion");
        return server;
    }

    /// <summary>Signs in as a person does, in a browser of its own.</summary>
    private static async Task<string> ConnectAsync(ServerProcess server, string again)
    {
        var begun = await server.Connections.BeginConnectionAsync(new() { Integration = "notion", ConnectionId = again }, cancellationToken: Ct);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var page = await browser.GetStringAsync(begun.OauthUrl, Ct);
        using var form = new FormUrlEncodedContent([new("proof", Proof().Match(page).Groups[1].Value)]);
        using var agreed = await browser.PostAsync(begun.OauthUrl, form, Ct);
        using var allowed = await browser.GetAsync($"{agreed.Headers.Location}&auto=allow", Ct);
        using var back = await browser.GetAsync(allowed.Headers.Location, Ct);
        Assert.Contains("is connected", await browser.GetStringAsync(new Uri(allowed.Headers.Location!, back.Headers.Location!), Ct), StringComparison.Ordinal);
        return begun.Connection.Id;
    }

    private static async Task<string> AgentAsync(ServerProcess server)
    {
        const string Text = "---\nname: look-up\ndescription: Made for a test\nallowed-tools: notion_search\n---\n\n## Steps\n\n1. Search with `notion_search`.\n\n"
            + "   ```json\n   {\"query\": \"client\"}\n   ```\n   -> found\n\n## Result\n\n```json\n{\"found\": \"yes\"}\n```\n";
        var request = new CreateAgentRequest { Agent = new() { Name = "Reader", GrantedTools = { "notion_search" } }, Publish = true };
        request.Agent.Skills.Add(new SkillRef { Name = "look-up", Order = 1 });
        request.Files.Add(new SkillFile { Path = "look-up/SKILL.md", Content = ByteString.CopyFromUtf8(Text) });
        var made = (await server.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        await server.Agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true }, cancellationToken: Ct);
        return made.Id;
    }

    [GeneratedRegex("name=\"proof\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}
