using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Tests;

/// <summary>A platform in this process, on a real port; what it offers and refuses is set by the test.</summary>
internal sealed class EditorPlatform : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EditorPlatform(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public Offer Offered => _app.Services.GetRequiredService<Offer>();

    public static async Task<EditorPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Offer>();
        var app = builder.Build();
        app.MapGrpcService<Skills>();
        app.MapGrpcService<Schedules>();
        app.MapGrpcService<Executions>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <summary>An editor that is set up for this platform.</summary>
    public Editor Editor() => new()
    {
        Edits = true,
        Settings = new() { ["profile"] = "omniforge", ["endpoint"] = Url, ["apiKey"] = "of_sk_test" },
    };

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource();
        await hurry.CancelAsync();
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    /// <summary>What the platform has and does.</summary>
    internal sealed class Offer
    {
        /// <summary>Names of the tools of the tenant.</summary>
        public volatile string[] Tools = [];

        /// <summary>Whether the key is one that the platform does not know.</summary>
        public volatile bool RefusesKey;

        /// <summary>The status of a refusal of every new schedule; null = it is made.</summary>
        public Status? Refusal { get; set; }

        /// <summary>What a phrase means; the phrase itself is in <see cref="Phrases"/>.</summary>
        public PreviewScheduleResponse Meaning { get; set; } = new() { Description = "Every Monday at 8:00." };

        public ConcurrentQueue<PreviewScheduleRequest> Phrases { get; } = new();

        public ConcurrentDictionary<string, Schedule> Schedules { get; } = new();

        /// <summary>Events of the one execution, and whether it is over.</summary>
        public System.Threading.Channels.Channel<bool> Over { get; } = System.Threading.Channels.Channel.CreateUnbounded<bool>();
    }

    private sealed class Skills(Offer offer) : SkillService.SkillServiceBase
    {
        public override Task<ListToolsResponse> ListTools(ListToolsRequest request, ServerCallContext context)
        {
            if (offer.RefusesKey)
            {
                throw new RpcException(new(StatusCode.Unauthenticated, "no such key"));
            }

            var response = new ListToolsResponse();
            response.Tools.AddRange(offer.Tools.Select(name => new ToolDescriptor { Name = name }));
            return Task.FromResult(response);
        }
    }

    private sealed class Schedules(Offer offer) : ScheduleService.ScheduleServiceBase
    {
        public override Task<PreviewScheduleResponse> PreviewSchedule(PreviewScheduleRequest request, ServerCallContext context)
        {
            offer.Phrases.Enqueue(request);
            return Task.FromResult(offer.Meaning);
        }

        public override Task<CreateScheduleResponse> CreateSchedule(CreateScheduleRequest request, ServerCallContext context)
        {
            if (offer.Refusal is { } refusal)
            {
                throw new RpcException(refusal);
            }

            var made = request.Schedule.Clone();
            (made.Id, made.AgentId) = (Guid.NewGuid().ToString(), request.AgentId);
            offer.Schedules[made.Id] = made;
            return Task.FromResult(new CreateScheduleResponse { Schedule = made });
        }

        public override Task<DeleteScheduleResponse> DeleteSchedule(DeleteScheduleRequest request, ServerCallContext context)
            => Task.FromResult(new DeleteScheduleResponse { Schedule = offer.Schedules.TryRemove(request.ScheduleId, out var gone) ? gone : null });

        public override Task<ListSchedulesResponse> ListSchedules(ListSchedulesRequest request, ServerCallContext context)
        {
            var response = new ListSchedulesResponse();
            response.Schedules.AddRange(offer.Schedules.Values.Where(schedule => schedule.AgentId == request.AgentId));
            return Task.FromResult(response);
        }
    }

    // Three events, then a last one when the test says so.
    private sealed class Executions(Offer offer) : ExecutionService.ExecutionServiceBase
    {
        public override Task<GetExecutionResponse> GetExecution(GetExecutionRequest request, ServerCallContext context)
            => Task.FromResult(new GetExecutionResponse { Execution = new() { Id = request.ExecutionId, AgentId = "a1" } });

        public override async Task WatchExecution(
            WatchExecutionRequest request, IServerStreamWriter<WatchExecutionResponse> replies, ServerCallContext context)
        {
            for (var sequence = request.AfterSequence + 1; sequence <= 3; sequence++)
            {
                var happened = new ExecutionEvent { ExecutionId = request.ExecutionId, Sequence = sequence };
                if (sequence == 1)
                {
                    happened.ExecutionStarted = new();
                }
                else
                {
                    happened.MessageCompleted = new() { Text = $"line {sequence}" };
                }

                await replies.WriteAsync(new() { Event = happened }, context.CancellationToken);
            }

            await offer.Over.Reader.ReadAsync(context.CancellationToken);
            await replies.WriteAsync(
                new()
                {
                    Event = new() { ExecutionId = request.ExecutionId, Sequence = 4, ExecutionFinished = new() { Status = ExecutionStatus.Succeeded } },
                },
                context.CancellationToken);
        }
    }
}
