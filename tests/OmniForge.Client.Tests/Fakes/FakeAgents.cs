using System.Collections.Concurrent;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Client.Tests.Fakes;

/// <summary>Agents that answer what the test says; each refusal is used once.</summary>
internal sealed class FakeAgents : AgentService.AgentServiceBase
{
    public ConcurrentQueue<Exception> Refusals { get; } = new();

    public ConcurrentQueue<string> RequestIds { get; } = new();

    public ConcurrentQueue<CreateAgentRequest> Created { get; } = new();

    public ConcurrentQueue<string?> Credentials { get; } = new();

    public int Agents { get; set; } = 1;

    public override Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context)
    {
        Credentials.Enqueue(context.RequestHeaders.GetValue("authorization"));
        return Refusals.TryDequeue(out var refusal) ? throw refusal : Task.FromResult(new GetAgentResponse { Agent = new() { Id = request.AgentId } });
    }

    public override Task<CreateAgentResponse> CreateAgent(CreateAgentRequest request, ServerCallContext context)
    {
        RequestIds.Enqueue(request.RequestId);
        Created.Enqueue(request);
        return Refusals.TryDequeue(out var refusal) ? throw refusal : Task.FromResult(new CreateAgentResponse { Agent = request.Agent });
    }

    public override Task<ListAgentsResponse> ListAgents(ListAgentsRequest request, ServerCallContext context)
    {
        var from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        var page = new ListAgentsResponse { NextPageToken = from + 2 < Agents ? (from + 2).ToString() : "" };
        page.Agents.AddRange(Enumerable.Range(from, Math.Min(2, Agents - from)).Select(i => new Agent { Id = $"a{i}" }));
        return Task.FromResult(page);
    }
}
