using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>The way to notices: list them, mark them as read.</summary>
internal sealed class NoticeDirectory(ForgeStore store, Paging paging, TimeProvider clock)
{
    private const int MostMarked = 500;

    public async Task<ListNoticesResponse> ListAsync(Caller caller, ListNoticesRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListNotices|{request.AgentId}|{request.ShowRead}";
        await using var db = store.Open(caller.TenantId);
        var rows = db.Notices.AsNoTracking().Where(row => request.ShowRead || row.ReadAt == null);
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        if (paging.After(request.PageToken, binding) is { } key)
        {
            var parts = key.Split('|', 2);
            var at = UtcMicroseconds.Read(long.Parse(parts[0]));
            var id = parts[1];
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && string.Compare(row.Id, id) < 0));
        }

        var page = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListNoticesResponse();
        response.Notices.AddRange(page.Take(size).Select(row => row.ToProto()));
        if (page.Count > size)
        {
            response.NextPageToken = paging.Next($"{UtcMicroseconds.Write(page[size - 1].CreatedAt)}|{page[size - 1].Id}", binding);
        }

        return response;
    }

    public async Task<MarkNoticesReadResponse> MarkReadAsync(Caller caller, MarkNoticesReadRequest request, CancellationToken cancellationToken)
    {
        if (request.NoticeIds.Count > MostMarked)
        {
            throw DomainException.Field("notice_ids", "at most 500 are allowed; mark the others with another call");
        }

        var now = clock.GetUtcNow();
        var ids = request.NoticeIds.ToList();
        var marked = await store.TransactAsync(
            caller.TenantId,
            (db, ct) => db.Notices.Where(row => row.ReadAt == null && (ids.Count == 0 || ids.Contains(row.Id)))
                .ExecuteUpdateAsync(row => row.SetProperty(notice => notice.ReadAt, now), ct),
            cancellationToken);
        return new() { Marked = marked };
    }
}
