using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Lists agents, newest first, with all filters of the contract.</summary>
internal sealed class AgentLists(ForgeStore store, Paging paging)
{
    /// <summary>Rows read at a time while filters that the database cannot decide leave a page unfilled.</summary>
    private const int Chunk = 500;

    public async Task<ListAgentsResponse> ListAsync(Caller caller, ListAgentsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = Binding(caller, request);
        var key = Key.Read(paging.After(request.PageToken, binding));
        var found = new List<Agent>();
        await using var db = store.Open(caller.TenantId);
        while (found.Count <= size)
        {
            var rows = await Rows(db, request, key).Take(Math.Min(Chunk, size + 1)).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }

            key = new(rows[^1].CreatedAt, rows[^1].Id);
            found.AddRange((await db.ShowAsync(rows, cancellationToken)).Where(agent => Fits(agent, request)));
        }

        var response = new ListAgentsResponse();
        response.Agents.Add(found.Take(size));
        response.NextPageToken = found.Count > size ? paging.Next(Key.Of(found[size - 1]).Write(), binding) : "";
        return response;
    }

    private static IQueryable<AgentRow> Rows(ForgeDb db, ListAgentsRequest request, Key? after)
    {
        var rows = db.Agents.AsNoTracking();
        if (!request.ShowDeleted)
        {
            rows = rows.Where(row => row.DeletedAt == null);
        }

        if (request.Statuses.Count > 0)
        {
            var statuses = request.Statuses.ToList();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }

        if (after is { } last)
        {
            rows = rows.Where(row => row.CreatedAt < last.CreatedAt || (row.CreatedAt == last.CreatedAt && string.Compare(row.Id, last.Id) < 0));
        }

        return rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id);
    }

    private static bool Fits(Agent agent, ListAgentsRequest request)
    {
        var label = request.Label.Split('=', 2);
        return agent.Name.StartsWith(request.NamePrefix, StringComparison.OrdinalIgnoreCase)
            && (request.TriggerType == TriggerType.Unspecified || agent.TriggerType == request.TriggerType)
            && (request.Integration.Length == 0 || agent.Integrations.Contains(request.Integration))
            && (request.Label.Length == 0
                || (agent.Labels.TryGetValue(label[0], out var value) && (label.Length == 1 || value == label[1])));
    }

    private static string Binding(Caller caller, ListAgentsRequest request)
    {
        var filters = request.Clone();
        filters.PageSize = 0;
        filters.PageToken = "";
        return $"{caller.TenantId}|ListAgents|{filters}";
    }

    private readonly record struct Key(DateTimeOffset CreatedAt, string Id)
    {
        public static Key Of(Agent agent) => new(agent.CreatedAt.ToDateTimeOffset(), agent.Id);

        public static Key? Read(string? written)
            => written?.Split(' ', 2) is [var time, var id] ? new(UtcMicroseconds.Read(long.Parse(time)), id) : null;

        public string Write() => $"{UtcMicroseconds.Write(CreatedAt)} {Id}";
    }
}
