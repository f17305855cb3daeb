using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Responses that a unary call and its stream frame share.</summary>
internal static class AgentAnswers
{
    public static async Task<QueryDraftResponse> QueryAsync(AgentDrafts drafts, Caller caller, QueryDraftRequest request, CancellationToken cancellationToken)
    {
        var (check, etag) = await drafts.CheckAsync(caller, request.AgentId, cancellationToken);
        var response = new QueryDraftResponse { EtagSeen = etag };
        response.Readiness.Add(check.Readiness);
        return response;
    }

    public static async Task<PublishDraftResponse> PublishAsync(
        AgentDrafts drafts, Caller caller, PublishDraftRequest request, VersionOrigin origin, CancellationToken cancellationToken)
    {
        var (agent, row) = await drafts.PublishAsync(caller, request, origin, "", cancellationToken);
        return new() { Agent = agent, AgentVersion = row.ToProto() };
    }
}
