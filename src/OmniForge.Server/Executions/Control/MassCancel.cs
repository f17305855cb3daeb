using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Cancels executions by filter, the oldest first.</summary>
internal sealed class MassCancel(ForgeStore store, ExecutionDirectory executions)
{
    private const int AtOnce = 1_000;

    /// <summary>What ends by itself meanwhile is not counted.</summary>
    public async Task<CancelExecutionsResponse> CancelAsync(Caller caller, CancelExecutionsRequest request, CancellationToken cancellationToken)
    {
        var filter = new ListExecutionsRequest
        {
            AgentId = request.AgentId,
            TriggerType = request.TriggerType,
            ScheduleId = request.ScheduleId,
            ConversationId = request.ConversationId,
            CreatedAfter = request.CreatedAfter,
            CreatedBefore = request.CreatedBefore,
        };
        filter.Statuses.AddRange(request.Statuses);
        await using var db = store.Open(caller.TenantId);
        if (request.AgentId.Length > 0 && !await db.Agents.AnyAsync(agent => agent.Id == request.AgentId, cancellationToken))
        {
            throw DomainException.NotFound("agent", request.AgentId);
        }

        var ids = await ExecutionQueries.Matching(db, filter)
            .Where(row => row.Status < ExecutionStates.FirstFinal && row.Status != ExecutionStatus.Cancelling)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id).Take(AtOnce + 1).ToListAsync(cancellationToken);
        var count = 0;
        foreach (var id in ids.Take(AtOnce))
        {
            try
            {
                await executions.CancelAsync(caller, id, request.Mode, cancellationToken);
                count++;
            }
            catch (DomainException ended) when (ended.Reason == "EXECUTION_FINISHED")
            {
                // It was faster.
            }
        }

        return new() { Count = count, More = ids.Count > AtOnce };
    }
}
