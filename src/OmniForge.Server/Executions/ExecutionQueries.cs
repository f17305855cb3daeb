using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The filters of ListExecutions as queries.</summary>
internal static class ExecutionQueries
{
    public static IQueryable<ExecutionRow> Matching(ForgeDb db, ListExecutionsRequest request)
    {
        var rows = db.Executions.AsNoTracking();
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        rows = request.ScheduleId.Length > 0 ? rows.Where(row => row.ScheduleId == request.ScheduleId) : rows;
        rows = request.ConversationId.Length > 0 ? rows.Where(row => row.ConversationId == request.ConversationId) : rows;
        if (request.TriggerType != TriggerType.Unspecified)
        {
            rows = rows.Where(row => row.TriggerType == request.TriggerType);
        }

        if (request.Statuses.Count > 0)
        {
            var statuses = request.Statuses.ToList();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }

        if (request.CreatedAfter is { } from)
        {
            var since = from.ToDateTimeOffset();
            rows = rows.Where(row => row.CreatedAt >= since);
        }

        if (request.CreatedBefore is { } to)
        {
            var until = to.ToDateTimeOffset();
            rows = rows.Where(row => row.CreatedAt < until);
        }

        return rows;
    }

    public static IQueryable<ExecutionRow> After(this IQueryable<ExecutionRow> rows, string? key)
    {
        if (key is null)
        {
            return rows;
        }

        var parts = key.Split('|', 2);
        var at = UtcMicroseconds.Read(long.Parse(parts[0]));
        var id = parts[1];
        return rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && string.Compare(row.Id, id) < 0));
    }

    public static string KeyOf(ExecutionRow row) => $"{UtcMicroseconds.Write(row.CreatedAt)}|{row.Id}";

    /// <summary>Sequence after which a page of events starts.</summary>
    public static long EventKey(string? key, ulong after) => key is null ? (long)after : long.Parse(key);

    public static string Binding(string tenantId, string rpc, string id) => $"{tenantId}|{rpc}|{id}";

    /// <summary>Depth of a JSON value as the contract counts it.</summary>
    public static void CheckInput(string json)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(json) > Limits.InputBytes)
        {
            throw DomainException.Invalid("INPUT_INVALID", "input_data", "The input is larger than 256 KiB. Put large data into a file and name the file instead.");
        }
    }
}
