using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tenancy;

/// <summary>Every call needs a credential and the permission its method names in the contract.</summary>
internal sealed class CallerInterceptor(ApiKeys keys) : Interceptor
{
    private static readonly FrozenDictionary<string, string> Policies = Contract.Methods.ToFrozenDictionary(
        method => $"/{method.Service.FullName}/{method.Name}",
        method => method.GetOptions()?.GetExtension(OptionsExtensions.Policy)?.Permission ?? "");

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    /// <summary>The permission one RPC of the contract demands.</summary>
    public static string PermissionOf(string method) => Policies.GetValueOrDefault(method, "");

    public static void Demand(Caller caller, string permission)
    {
        if (!caller.May(permission))
        {
            throw new DomainException(Refusal.Denied, "PERMISSION_MISSING", $"Your key may not do this: it lacks the permission {permission}. Ask an owner for a key with a role that has it.")
                .With("permission", permission);
        }
    }

    private async Task AdmitAsync(ServerCallContext context)
    {
        context.GetHttpContext().Response.Headers["x-request-id"] = context.RequestId();
        if (!Policies.TryGetValue(context.Method, out var permission))
        {
            return;
        }

        var header = context.RequestHeaders.GetValue("authorization") ?? "";
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            throw new DomainException(Refusal.Unauthenticated, "CREDENTIAL_MISSING", "This call needs a key: send the header `authorization: Bearer of_sk_…`.");
        }

        var caller = await keys.AuthenticateAsync(header["Bearer ".Length..].Trim(), context.CancellationToken);
        context.SetCaller(caller);

        // Starting a dry run needs less than starting a live one; the handler knows the mode and asks for the rest.
        if (permission == "executions.start" && caller.May("executions.dry_run"))
        {
            return;
        }

        if (permission == "agents.archive" && caller.May("agents.archive_own"))
        {
            return;
        }

        Demand(caller, permission);
    }
}

/// <summary>The contract by reflection.</summary>
internal static class Contract
{
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        ConversationServiceReflection.Descriptor, AgentServiceReflection.Descriptor, ExecutionServiceReflection.Descriptor,
        SkillServiceReflection.Descriptor, ScheduleServiceReflection.Descriptor, FileServiceReflection.Descriptor, ConnectionServiceReflection.Descriptor,
        TriggerServiceReflection.Descriptor,
        McpServiceReflection.Descriptor,
    ];

    public static IReadOnlyList<MethodDescriptor> Methods { get; } = [.. Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)];
}
