using System.Net.Http.Headers;
using Grpc.Core;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Hosting;

/// <summary>One key's view of a server: every service over gRPC, and REST.</summary>
internal sealed class TestClient(TestServer server, string tenantId, string keyId, string key, CallInvoker calls)
{
    public TestServer Server { get; } = server;
    public string TenantId { get; } = tenantId;
    public string KeyId { get; } = keyId;
    public string Key { get; } = key;
    public CallInvoker Calls { get; } = calls;

    public AgentService.AgentServiceClient Agents => new(Calls);
    public SkillService.SkillServiceClient Skills => new(Calls);
    public FileService.FileServiceClient Files => new(Calls);
    public ExecutionService.ExecutionServiceClient Executions => new(Calls);
    public ConversationService.ConversationServiceClient Conversations => new(Calls);
    public ScheduleService.ScheduleServiceClient Schedules => new(Calls);
    public ConnectionService.ConnectionServiceClient Connections => new(Calls);
    public TriggerService.TriggerServiceClient Triggers => new(Calls);
    public McpService.McpServiceClient Mcp => new(Calls);

    /// <summary>The key as the slices see it.</summary>
    public Caller AsCaller(params string[] roles)
        => new(TenantId, ActorKind.ApiKey, KeyId, "test", Roles.PermissionsOf(roles.Length == 0 ? ["owner"] : roles));

    /// <summary>Another key of the same tenant.</summary>
    public Task<TestClient> WithRolesAsync(CancellationToken cancellationToken, params string[] roles)
        => Server.ClientOfAsync(TenantId, cancellationToken, roles);

    /// <summary>REST with this key; addresses are relative to the root.</summary>
    public HttpClient Rest()
    {
        var http = new HttpClient { BaseAddress = new Uri(Server.Http) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return http;
    }
}
