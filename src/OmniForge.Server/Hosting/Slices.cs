using Grpc.AspNetCore.Server;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OmniForge.Server.Agents;
using OmniForge.Server.Cluster;
using OmniForge.Server.Connections;
using OmniForge.Server.Conversations;
using OmniForge.Server.Executions;
using OmniForge.Server.Files;
using OmniForge.Server.Mcp;
using OmniForge.Server.Models;
using OmniForge.Server.Notices;
using OmniForge.Server.Sandbox;
using OmniForge.Server.Schedules;
using OmniForge.Server.Skills;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams.Feeds;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Hosting;

/// <summary>The list of what the server consists of.</summary>
internal static class Slices
{
    public static void Add(WebApplicationBuilder builder, ServerOptions options, System.Net.IPAddress address)
    {
        var services = builder.Services;
        services.AddSingleton(options).TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ForgeStore(DatabaseAddress.Of(options)));
        services.AddSingleton<ApiKeys>().AddSingleton<Paging>().AddSingleton<Idempotency>();
        services.AddGrpc(ConfigureGrpc).AddJsonTranscoding(RestEdge.Configure)
            .AddServiceOptions<AgentRpc>(Larger(Limits.SkillMessage))
            .AddServiceOptions<SkillRpc>(Larger(Limits.SkillMessage))
            .AddServiceOptions<FileRpc>(Larger(Limits.FileMessage));
        services.AddSingleton<Draining>();
        services.AddGrpcHealthChecks().AddCheck<StoreHealth>("store").AddCheck<DrainHealth>("draining");
        if (options.Development)
        {
            services.AddGrpcReflection();
        }

        LoggingSetup.Add(builder, options);
        TelemetrySetup.Add(builder, options);
        ClusterSetup.Add(builder, options, address);
        builder.AddVault(options);
        builder.AddFeeds();
        builder.AddConnections();
        builder.AddMcp();
        builder.AddModels();
        builder.AddAgents();
        builder.AddSandbox();
        builder.AddSkills();
        builder.AddFiles();
        builder.AddExecutions();
        builder.AddSchedules();
        builder.AddTriggers();
        builder.AddConversations();
        builder.AddNotices();
    }

    public static void Use(WebApplication app, ServerOptions options)
    {
        if (!options.Networked)
        {
            app.UseMiddleware<LoopbackHosts>();
        }

        ServerSentEvents.Use(app);
        app.UseRouting();
        app.UseMiddleware<UnknownKeys>();
        app.MapGrpcService<ConversationRpc>();
        app.MapGrpcService<AgentRpc>();
        app.MapGrpcService<ExecutionRpc>();
        app.MapGrpcService<ScheduleRpc>();
        app.MapGrpcService<SkillRpc>();
        app.MapGrpcService<FileRpc>();
        app.MapGrpcHealthChecksService();
        if (options.Development)
        {
            app.MapGrpcReflectionService();
        }

        app.UseConnections();
        app.UseTriggers();
        app.UseMcp();
        RestEdge.Map(app);
        app.UseSchedules();
    }

    private static void ConfigureGrpc(GrpcServiceOptions grpc)
    {
        grpc.EnableDetailedErrors = false;
        grpc.MaxReceiveMessageSize = Limits.MessageIn;
        grpc.MaxSendMessageSize = Limits.MessageOut;
        grpc.Interceptors.Add<ErrorInterceptor>();
        grpc.Interceptors.Add<DrainInterceptor>();
        grpc.Interceptors.Add<CallerInterceptor>();
        grpc.Interceptors.Add<DeadlineInterceptor>();
        grpc.Interceptors.Add<IdempotencyInterceptor>();
    }

    private static Action<GrpcServiceOptions> Larger(int bytes) => grpc =>
    {
        grpc.MaxReceiveMessageSize = bytes;
        grpc.MaxSendMessageSize = bytes;
    };
}
