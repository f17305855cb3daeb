using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>What owners of agents should know, because nobody was watching when it happened.</summary>
public sealed class NoticesClient
{
    private readonly Caller _caller;
    private readonly ConversationService.ConversationServiceClient _stub;

    internal NoticesClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Notices, newest first; without a filter those that nobody has read. Reads page after page.</summary>
    public IAsyncEnumerable<Notice> ListAsync(ListNoticesRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListNoticesRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListNoticesAsync, request, ct);
            },
            page => page.Notices, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Marks notices as read, for everybody who sees them; none given = all there are. Says how many were unread.</summary>
    public async Task<int> MarkReadAsync(IEnumerable<string> noticeIds, CancellationToken cancellationToken = default)
    {
        var request = new MarkNoticesReadRequest { RequestId = RequestIds.Of("") };
        request.NoticeIds.AddRange(noticeIds);
        return (await _caller.CallAsync(_stub.MarkNoticesReadAsync, request, cancellationToken).ConfigureAwait(false)).Marked;
    }
}
