using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OmniForge.Agents.Offline;
using OmniForge.Server.Models;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Secrets;

/// <summary>Every secret has a value of its own, and none of them is found anywhere but where it belongs.</summary>
public sealed partial class CanaryTests : IAsyncLifetime
{
    private const string Tools = "notion_query_database slack_post_message";

    private const string Report =
        """
        1. Read with `notion_query_database`.

           ```json
           {"database": "Client Projects", "columns": ["Name"], "limit": 3}
           ```
           -> projects

        2. Tell with `slack_post_message`.

           ```json
           {"channel": "#general", "text": "Done."}
           ```
           -> posted
        """;

    private readonly LeakWatch _watch = new();
    private readonly List<Canary> _canaries = [];
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // All that can be logged is heard, and the console is spared it.
        _stage = await ConnectionStage.SetAsync(
            "",
            Ct,
            services =>
            {
                services.AddSingleton<ModelDirectory>(all => new HeardModels(all.GetRequiredService<OfflineChatClient>(), _watch));
                services.PostConfigure<LoggerFilterOptions>(filters =>
                {
                    filters.MinLevel = LogLevel.Trace;
                    filters.Rules.Add(new LoggerFilterRule(typeof(ConsoleLoggerProvider).FullName, null, LogLevel.None, null));
                });
            },
            options => new()
            {
                Home = options.Home,
                DatabaseUrl = options.DatabaseUrl,
                GrpcPort = 0,
                HttpPort = 0,
                Development = true,
                TelemetryEndpoint = "http://127.0.0.1:9",
            });
        _stage.Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(_watch);
        _watch.OwnPorts.Add(new Uri(_stage.Server.Http).Port);
        _client = await _stage.Server.ClientAsync(Ct);
        Know("API key", _client.Key.Split('_')[^1]);
        Know("vault key", ConnectionStage.VaultKey);
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _watch.Dispose();
    }

    [Fact]
    public async Task No_secret_is_written_down_while_accounts_are_connected_used_renewed_refused_and_lost()
    {
        var notion = await ConnectAsync("notion", "auto=allow");
        await ConnectAsync("slack", "auto=allow");
        await ConnectAsync("linear", "auto=deny");
        await ForgedAsync();
        var agent = await AgentAsync();
        foreach (var mode in (ExecutionMode[])[ExecutionMode.DryRun, ExecutionMode.Live])
        {
            var execution = await RunAsync(agent, mode);
            Assert.True(execution.Status == ExecutionStatus.Succeeded, execution.Failure?.ToString());
        }

        await TalkAsync();
        Hear(await _client.Connections.RefreshConnectionAsync(new() { ConnectionId = notion.Id }, cancellationToken: Ct));
        Hear(await _client.Connections.ListResourcesAsync(new() { ConnectionId = notion.Id }, cancellationToken: Ct));
        await LoseAsync(notion);
        Hear(await _client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct));
        Hear(await _client.Connections.ListConnectionsAsync(new(), cancellationToken: Ct));
        Hear(await _client.Connections.DeleteConnectionAsync(new() { ConnectionId = notion.Id }, cancellationToken: Ct));

        foreach (var secret in _stage.Doubles.Journal.Secrets)
        {
            Know("secret of a provider", secret);
        }

        foreach (var exchange in _stage.Doubles.Journal.Exchanges.Where(exchange => Verifier().IsMatch(exchange.Body)))
        {
            Know("code verifier", Verifier().Match(exchange.Body).Groups[1].Value);
        }

        await HearFilesAsync();
        Assert.All((string[])["logs", "spans", "metrics", "answers", "files", "prompts"], sink => Assert.True(_watch.Counts.GetValueOrDefault(sink) > 3, $"nothing came from {sink}"));
        Assert.True(_canaries.Count > 10, $"only {_canaries.Count} secrets were in play");
        var leaks = _watch.Leaks(_canaries);
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.DistinctBy(leak => leak[..Math.Min(70, leak.Length)]).Take(20)));
        _stage.Doubles.Journal.Forgive(exchange => exchange.Body.Contains("forged", StringComparison.Ordinal));
        _stage.Doubles.Journal.Verify();
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("x={0}&y")]
    public async Task A_leak_that_is_planted_in_any_sink_and_form_is_found(string around)
    {
        Know("planted", "plantedSecret+with/every=Sign_42");
        foreach (var form in _canaries[^1].Forms)
        {
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, form);
            using var watch = new LeakWatch();
            using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(watch));
            loggers.CreateLogger("planted").LogTrace("{Value}", text);
            watch.Hear("answers", text);
            Assert.Equal(2, watch.Leaks([_canaries[^1]]).Select(leak => leak.Split(':')[0]).Distinct().Count());
        }

        await File.WriteAllTextAsync(Path.Combine(_stage.Home, "planted.txt"), _canaries[^1].Value, Ct);
        await HearFilesAsync();
        Assert.Contains(_watch.Leaks([_canaries[^1]]), leak => leak.StartsWith("planted in files", StringComparison.Ordinal));
    }

    private void Know(string name, string value)
    {
        if (value.Length > 0)
        {
            _canaries.Add(new(name, value));
        }
    }

    private void Hear(IMessage answer) => _watch.Hear("answers", JsonFormatter.Default.Format(answer));

    private async Task<Connection> ConnectAsync(string integration, string decision)
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        Know("connect link", new Uri(begun.OauthUrl).Segments[^1]);
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies });
        var authorize = await ConnectionStage.AgreeAsync(browser, begun.OauthUrl, Ct);
        Know("state", State().Match(authorize.Query).Groups[1].Value);
        foreach (Cookie cookie in cookies.GetAllCookies())
        {
            Know("cookie", cookie.Value);
        }

        _watch.Hear("answers", await ConnectionStage.FinishAsync(browser, authorize, Ct, decision));
        var connection = (await _client.Connections.GetConnectionAsync(new() { ConnectionId = begun.Connection.Id }, cancellationToken: Ct)).Connection;
        Hear(connection);
        return connection;
    }

    /// <summary>Somebody comes back with a state and a code that were never given out.</summary>
    private async Task ForgedAsync()
    {
        Know("forged code", "forgedCodeForgedCode77");
        using var browser = ConnectionStage.Browser();
        using var answer = await browser.GetAsync($"{_stage.Server.Http}/oauth/callback/notion?code=forgedCodeForgedCode77&state=forgedStateForgedState77", Ct);
        _watch.Hear("answers", $"{answer.Headers.Location}\n{await answer.Content.ReadAsStringAsync(Ct)}");
    }

    private async Task<string> AgentAsync()
    {
        var request = new CreateAgentRequest { Agent = new() { Name = "Report" }, Publish = true };
        request.Agent.GrantedTools.AddRange(Tools.Split(' '));
        request.Agent.Skills.Add(new SkillRef { Name = "report", Order = 1 });
        request.Files.Add(StepAgents.File("report", StepAgents.Text("report", Tools, Report)));
        var made = await _client.Agents.CreateAgentAsync(request, cancellationToken: Ct);
        Hear(made);
        Hear(await _client.Agents.ActivateAgentAsync(new() { AgentId = made.Agent.Id, OverrideTest = true }, cancellationToken: Ct));
        return made.Agent.Id;
    }

    private async Task<Execution> RunAsync(string agent, ExecutionMode mode)
    {
        var execution = await StepAgents.RunAsync(_client, new() { AgentId = agent, Mode = mode });
        foreach (var happened in await StepAgents.EventsAsync(_client, execution.Id))
        {
            Hear(happened);
        }

        return execution;
    }

    /// <summary>The builder is asked for what it has to look up in the accounts, in words that a model has to read.</summary>
    private async Task TalkAsync()
    {
        var talk = (await _client.Conversations.CreateConversationAsync(new() { TimeZone = "Europe/Berlin" }, cancellationToken: Ct)).SessionId;
        foreach (var words in (string[])["every Monday at 8 post the glittery ones of the Notion database \"Client Projects\" to #general on Slack", "hmm, stardust first of all", "yes"])
        {
            Hear(await _client.Conversations.SendTurnAsync(new() { ConversationId = talk, Message = words }, cancellationToken: Ct));
        }
    }

    /// <summary>The provider takes the access back; renewing and testing say so.</summary>
    private async Task LoseAsync(Connection connection)
    {
        _stage.Doubles.Notion.OAuth.TakeBack(connection.AccountId);
        var refused = await Refused.ByAsync(() => _client.Connections.RefreshConnectionAsync(new() { ConnectionId = connection.Id }, cancellationToken: Ct).ResponseAsync);
        _watch.Hear("answers", refused.ToString());
    }

    /// <summary>Database, skills and files as they lie on the disk; the two files that hold keys are what they are.</summary>
    private async Task HearFilesAsync()
    {
        foreach (var path in Directory.EnumerateFiles(_stage.Home, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) is not ("local.key" or "vault.key")))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, Ct);
            _watch.Hear("files", $"{Path.GetFileName(path)}: {Encoding.Latin1.GetString(bytes)}");
        }
    }

    [GeneratedRegex("[?&]state=([^&]+)")]
    private static partial Regex State();

    [GeneratedRegex("code_verifier\"?[=:]\"?([A-Za-z0-9._~-]{20,})")]
    private static partial Regex Verifier();
}
