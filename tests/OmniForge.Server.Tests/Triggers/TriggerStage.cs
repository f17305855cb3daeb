using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Doubles;
using OmniForge.Doubles.Webhooks;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Triggers;
using OmniForge.Server.Triggers.Looks;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Servers with doubles of the providers, one agent that is switched on, and whoever posts to it.</summary>
internal sealed class TriggerStage : IAsyncDisposable
{
    public const string AppKey = "an-address-that-nobody-can-guess";
    public const string AppSecret = "signing secret of the app";

    private readonly ConnectionStage _place;
    private readonly HttpClient _http = new();

    private TriggerStage(ConnectionStage place, TestClient client, string agent) => (_place, Client, Agent) = (place, client, agent);

    public TestClient Client { get; }
    public string Agent { get; }
    public TestServer Server => _place.Server;
    public ProviderSet Doubles => _place.Doubles;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ForgeStore Store => Server.Services.GetRequiredService<ForgeStore>();

    public static async Task<TriggerStage> SetAsync(string databaseUrl = "")
    {
        var place = await ConnectionStage.SetAsync(databaseUrl, Ct, more: new Dictionary<string, string?>
        {
            ["Integrations:slack:WebhookKey"] = AppKey,
            ["Integrations:slack:WebhookSecret"] = AppSecret,
            ["Integrations:linear:WebhookKey"] = AppKey,
            ["Integrations:linear:WebhookSecret"] = AppSecret,
        });
        var client = await place.Server.ClientAsync(Ct);
        return new(place, client, await AgentAsync(client));
    }

    public static Task<string> AgentAsync(TestClient client) => StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")));

    public Task<TestServer> StartServerAsync() => _place.StartServerAsync(Ct);

    public Task<Trigger> MakeAsync(Action<Trigger>? adjust = null) => MakeAsync(Client, Agent, adjust);

    public static async Task<Trigger> MakeAsync(TestClient client, string agent, Action<Trigger>? adjust = null)
    {
        var wish = new Trigger();
        adjust?.Invoke(wish);
        return (await client.Triggers.CreateTriggerAsync(new() { AgentId = agent, Trigger = wish }, cancellationToken: Ct)).Trigger;
    }

    /// <summary>Signs in at the double and gives the id of the connection.</summary>
    public static async Task<string> ConnectAsync(TestClient client, string integration)
    {
        var begun = await client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        Assert.Contains("is connected", await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct), StringComparison.Ordinal);
        return begun.Connection.Id;
    }

    /// <summary>Posts what a system of one's own has signed.</summary>
    public Task<HttpStatusCode> PostAsync(string url, string body, string secret, int seconds = 0)
        => PostAsync(url, new WebhookDelivery(Encoding.UTF8.GetBytes(body), Signed(body, secret, seconds)));

    public async Task<HttpStatusCode> PostAsync(string url, WebhookDelivery delivery)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    public static Dictionary<string, string> Signed(string body, string secret, int seconds = 0)
    {
        var time = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hex = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        return new() { ["X-OmniForge-Signature"] = $"t={time},v1={hex}" };
    }

    /// <summary>A sender of the doubles for one address.</summary>
    public WebhookSender Sender(IWebhookScheme scheme, string url, string secret) => new(scheme, new(url), secret, _http, TimeProvider.System);

    /// <summary>The address of the app at this server.</summary>
    public string AppUrl(string integration = "slack", string key = AppKey) => $"{Server.Http.TrimEnd('/')}/hooks/app/{integration}/{key}";

    /// <summary>Executions of a trigger once all its events are decided, oldest first.</summary>
    public Task<List<Execution>> RunsAsync(Trigger trigger) => RunsAsync(Client, trigger);

    public async Task<List<Execution>> RunsAsync(TestClient client, Trigger trigger)
    {
        await DecidedAsync(client, trigger);
        await using var db = Store.Open(client.TenantId);
        var ids = await db.Executions.AsNoTracking().Where(row => row.TriggerId == trigger.Id).OrderBy(row => row.CreatedAt).Select(row => row.Id).ToListAsync(Ct);
        var runs = new List<Execution>();
        foreach (var id in ids)
        {
            runs.Add((await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution);
        }

        return runs;
    }

    /// <summary>What came in, oldest first, once all of it is decided.</summary>
    public async Task<List<Delivery>> DeliveriesAsync(Trigger trigger, TestClient? client = null)
    {
        await DecidedAsync(client ?? Client, trigger);
        var page = await (client ?? Client).Triggers.ListDeliveriesAsync(new() { TriggerId = trigger.Id, PageSize = 500 }, cancellationToken: Ct);
        return [.. page.Deliveries.Reverse()];
    }

    /// <summary>Puts events there as an intake does, without asking anybody.</summary>
    public Task PutAsync(Trigger trigger, int count, Func<int, TriggerEventRow> row)
        => Store.TransactAsync(Client.TenantId, (db, _) =>
        {
            db.TriggerEvents.AddRange(Enumerable.Range(0, count).Select(row));
            return Task.FromResult(true);
        }, Ct);

    public TriggerEventRow Event(Trigger trigger, string key, string resource, DateTimeOffset at) => new()
    {
        TenantId = Client.TenantId,
        TriggerId = trigger.Id,
        EventKey = key,
        DeliveryId = "put-by-the-test",
        Type = "webhook.received",
        ResourceId = resource,
        At = at,
        ReceivedAt = at,
        FirstAt = at,
        DueAt = at,
    };

    public async Task<List<TriggerEventRow>> EventsAsync(Trigger trigger)
    {
        await DecidedAsync(Client, trigger);
        await using var db = Store.Open(Client.TenantId);
        return await db.TriggerEvents.AsNoTracking().Where(row => row.TriggerId == trigger.Id).OrderBy(row => row.ReceivedAt).ThenBy(row => row.EventKey).ToListAsync(Ct);
    }

    /// <summary>Lets the trigger look now, and returns when it has.</summary>
    public async Task LookAsync(Trigger trigger, TestServer? server = null)
    {
        var since = DateTimeOffset.UtcNow.AddSeconds(-1);
        var before = await LookedAsync(trigger);
        await Store.TransactAsync(Client.TenantId, (db, ct) => db.Triggers.Where(row => row.Id == trigger.Id && row.LookClaim == "")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextLookAt, since), ct), Ct);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            await (server ?? Server).Services.GetRequiredService<LookRounds>().LookAsync(Ct);
        }
        while (await LookedAsync(trigger) == before && await timer.WaitForNextTickAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _place.DisposeAsync();
    }

    private async Task<DateTimeOffset?> LookedAsync(Trigger trigger)
    {
        await using var db = Store.Open(Client.TenantId);
        return await db.Triggers.Where(row => row.Id == trigger.Id).Select(row => row.LookedAt).SingleAsync(Ct);
    }

    private async Task DecidedAsync(TestClient client, Trigger trigger)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        await using var db = Store.Open(client.TenantId);
        while (await db.TriggerEvents.AnyAsync(row => row.TriggerId == trigger.Id && row.Outcome == EventOutcome.Waiting, Ct))
        {
            await timer.WaitForNextTickAsync(Ct);
        }
    }
}
