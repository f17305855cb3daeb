using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Files;

/// <summary>The wire edge of files.</summary>
internal sealed class FileRpc(SharedFiles files) : FileService.FileServiceBase
{
    public override async Task<PutFileResponse> PutFile(PutFileRequest request, ServerCallContext context)
        => new() { File = await files.PutAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetFileResponse> GetFile(GetFileRequest request, ServerCallContext context)
        => new() { File = await files.GetAsync(context.Caller(), request, context.CancellationToken) };

    public override Task<ListFilesResponse> ListFiles(ListFilesRequest request, ServerCallContext context)
        => files.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<DeleteFileResponse> DeleteFile(DeleteFileRequest request, ServerCallContext context)
        => new() { File = await files.DeleteAsync(context.Caller(), request, context.CancellationToken) };
}
