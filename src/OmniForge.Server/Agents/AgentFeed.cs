using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Streams.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The agents of a tenant as they change.</summary>
internal sealed class AgentFeed(ForgeStore store, ChangeFeeds feeds)
{
    /// <summary>Refuses an agent that does not exist and a token that is not good here.</summary>
    public async Task<FeedStart> OpenAsync(string tenantId, WatchAgentsRequest request, CancellationToken cancellationToken)
    {
        if (request.AgentId.Length > 0)
        {
            await using var db = store.Open(tenantId);
            await db.FindAgentAsync(request.AgentId, cancellationToken);
        }

        return await feeds.OpenAsync(
            new(FeedKind.Agents, tenantId),
            $"{request.AgentId}|{string.Join(',', request.Statuses.Distinct().Order().Select(status => (int)status))}",
            request.LiveOnly ? FeedBegin.Live : FeedBegin.Present,
            request.ResumeToken,
            cancellationToken);
    }

    public IAsyncEnumerable<FeedFrame<Agent>> WatchAsync(string tenantId, FeedStart start, WatchAgentsRequest request, CancellationToken cancellationToken)
        => feeds.WatchAsync<Agent>(start, (span, ct) => ReadAsync(tenantId, span, request, ct), cancellationToken);

    private async Task<IReadOnlyList<FeedEntry<Agent>>> ReadAsync(string tenantId, FeedSpan span, WatchAgentsRequest request, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = db.Agents.AsNoTracking().Within(span);
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.Id == request.AgentId) : rows;
        if (request.Statuses.Count > 0)
        {
            var statuses = request.Statuses.ToList();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }

        if (span.After is null)
        {
            rows = rows.Where(row => row.DeletedAt == null);
        }

        var page = await rows.Take(ChangeFeeds.PageSize).ToListAsync(cancellationToken);
        if (page.Count == 0)
        {
            return [];
        }

        var shown = await db.ShowAsync(page, cancellationToken);
        return [.. page.Zip(shown, (row, agent) => new FeedEntry<Agent>(new(row.Changed, row.Id), agent))];
    }
}
