using Google.Protobuf;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Files that are shared with agents, and those that agents wrote.</summary>
public sealed class FilesClient
{
    private readonly Caller _caller;
    private readonly FileService.FileServiceClient _stub;

    internal FilesClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Creates or replaces a file.</summary>
    public async Task<SharedFile> PutAsync(PutFileRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.PutFileAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.File;
    }

    /// <summary>Shares a file of this machine with all agents under <paramref name="name"/>.</summary>
    public async Task<SharedFile> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var file = new SharedFile { Path = name, Content = UnsafeByteOperations.UnsafeWrap(content) };
        return await PutAsync(new PutFileRequest { File = file }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One file with its content.</summary>
    public Task<SharedFile> GetAsync(string path, CancellationToken cancellationToken = default)
        => GetAsync(new GetFileRequest { Path = path }, cancellationToken);

    /// <summary>One file with its content.</summary>
    public async Task<SharedFile> GetAsync(GetFileRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetFileAsync, request, cancellationToken).ConfigureAwait(false);
        return response.File;
    }

    /// <summary>Removes a file.</summary>
    public Task<SharedFile> DeleteAsync(string path, CancellationToken cancellationToken = default)
        => DeleteAsync(new DeleteFileRequest { Path = path }, cancellationToken);

    /// <summary>Removes a file.</summary>
    public async Task<SharedFile> DeleteAsync(DeleteFileRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.DeleteFileAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.File;
    }

    /// <summary>Files by path. Reads page after page.</summary>
    public IAsyncEnumerable<SharedFile> ListAsync(ListFilesRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListFilesRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListFilesAsync, request, ct);
            },
            page => page.Files, page => page.NextPageToken, cancellationToken);
    }
}
