using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Streams;
using OmniForge.Server.Streams.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The executions of a tenant as their status changes.</summary>
internal sealed class ExecutionFeed(ForgeStore store, ChangeFeeds feeds, AgentMemory agents)
{
    /// <summary>Refuses an agent that does not exist and a token that is not good here.</summary>
    public async Task<FeedStart> OpenAsync(string tenantId, WatchExecutionsRequest request, CancellationToken cancellationToken)
    {
        if (request.AgentId.Length > 0)
        {
            await agents.ReadAsync(tenantId, request.AgentId, cancellationToken);
        }

        return await feeds.OpenAsync(
            new(FeedKind.Executions, tenantId),
            $"{request.AgentId}|{string.Join(',', request.Statuses.Distinct().Order().Select(status => (int)status))}",
            request.LiveOnly ? FeedBegin.Live : FeedBegin.Present,
            request.ResumeToken,
            cancellationToken);
    }

    public IAsyncEnumerable<FeedFrame<Execution>> WatchAsync(string tenantId, FeedStart start, WatchExecutionsRequest request, CancellationToken cancellationToken)
        => feeds.WatchAsync<Execution>(start, (span, ct) => ReadAsync(tenantId, span, request, ct), cancellationToken);

    private async Task<IReadOnlyList<FeedEntry<Execution>>> ReadAsync(string tenantId, FeedSpan span, WatchExecutionsRequest request, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = (span.After is null ? Unfinished(db) : db.Executions.AsNoTracking()).Within(span);
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        if (request.Statuses.Count > 0)
        {
            var statuses = request.Statuses.ToList();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }

        var page = await rows.Take(ChangeFeeds.PageSize).ToListAsync(cancellationToken);
        return [.. page.Select(row => new FeedEntry<Execution>(new(row.Changed, row.Id), row.ToProto()))];
    }

    /// <summary>The present of a tenant. Few executions are unfinished: the expression keeps the database from reading all that ever ran.</summary>
    public static IQueryable<ExecutionRow> Unfinished(ForgeDb db)
        => db.Executions.FromSql($"""SELECT * FROM "executions" WHERE "status" < 8 AND "tenant_id" || '' = {db.TenantId}""").IgnoreQueryFilters().AsNoTracking();

    /// <summary>Rings for what the journal writes, which is no transaction of the store.</summary>
    internal sealed class Rings(EventHub<ExecutionEvent> hub, FeedBell bell) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            hub.Published = Ring;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private void Ring(string key, ExecutionEvent happened)
        {
            if (happened.HappenedCase is ExecutionEvent.HappenedOneofCase.ExecutionAccepted or ExecutionEvent.HappenedOneofCase.StatusChanged)
            {
                bell.Ring(new(FeedKind.Executions, ExecutionLog.TenantOf(key)));
            }
        }
    }
}
