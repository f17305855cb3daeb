using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OmniForge.Doubles.Faults;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Hosting;

/// <summary>
/// A strict stand-in for one provider, on a loopback port of its own. Requests are decided one at a time, so that what a test reads
/// between two requests is never half done.
/// </summary>
public abstract class ProviderDouble : IAsyncDisposable
{
    private WebApplication? _host;

    protected ProviderDouble(string id, Journal journal, TimeProvider clock)
    {
        Id = id;
        Journal = journal;
        Clock = clock;
    }

    /// <summary>The integration's id, such as `notion`.</summary>
    public string Id { get; }

    /// <summary>What arrived; shared by all doubles of a test.</summary>
    public Journal Journal { get; }

    public TimeProvider Clock { get; }

    /// <summary>Where it listens, without a trailing slash. Known once it has started.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The troubles that a test has ordered.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The provider's sign-in and token endpoints.</summary>
    public abstract AuthorizationServer OAuth { get; }

    /// <summary>Held while a request is decided, and by whoever reads or changes the data meanwhile.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Listens on 127.0.0.1. Port 0 takes any free one.</summary>
    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        _host = builder.Build();
        _host.Run(HandleAsync);
        await _host.StartAsync(cancellationToken);
        Address = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is { } host)
        {
            _host = null;
            using var atOnce = new CancellationTokenSource();
            await atOnce.CancelAsync();
            await host.StopAsync(atOnce.Token);
            await host.DisposeAsync();
        }
    }

    /// <summary>The provider's answer of its API. Called with the gate held.</summary>
    protected abstract Reply Answer(Call call, Exchange exchange);

    /// <summary>An error of the provider's making, in the provider's own words and headers.</summary>
    protected abstract Reply Trouble(int status, TimeSpan? retryAfter);

    /// <summary>A last touch on every answer of the API, such as headers that are always there.</summary>
    protected virtual Reply Finish(Call call, Exchange exchange, Reply reply) => reply;

    private async Task HandleAsync(HttpContext http)
    {
        var call = await Call.ReadAsync(http.Request, http.RequestAborted);
        var exchange = Journal.Begin(Id, call);
        var fault = Faults.Take(call);
        exchange.Fault = fault;
        Reply reply;
        lock (Gate)
        {
            exchange.Door = OAuth.DoorOf(call);
            exchange.Account = call.Bearer is { } token ? OAuth.Find(token)?.Account.Id : null;
            reply = fault is { Applies: false } ? Trouble(fault.Status, fault.RetryAfter) : Decide(call, exchange);
            exchange.Status = reply.Status;
        }

        Journal.End(exchange);
        await Delivery.SendAsync(http, reply, fault, Clock);
    }

    private Reply Decide(Call call, Exchange exchange)
    {
        try
        {
            return OAuth.Answer(call, exchange) ?? Finish(call, exchange, Answer(call, exchange));
        }
        catch (RefusalException refusal)
        {
            exchange.Misuse ??= refusal.Misuse;
            return exchange.Door == Door.Api ? Finish(call, exchange, refusal.Reply) : refusal.Reply;
        }
        catch (Exception error)
        {
            // A mistake of the double must fail the test, and not pass for trouble of the provider.
            exchange.Misuse = $"The double itself failed: {error}";
            return Reply.Text(StatusCodes.Status500InternalServerError, "text/plain", "The double itself failed.");
        }
    }
}
