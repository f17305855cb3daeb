using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Files;

/// <summary>Files people share with agents, and those agents wrote.</summary>
internal sealed class SharedFiles(AgentWorkspaces workspaces, AgentDirectory agents, SkillObjects objects, Paging paging)
{
    private const int LongestPath = 200;

    public async Task<SharedFile> PutAsync(Caller caller, PutFileRequest request, CancellationToken cancellationToken)
    {
        var file = request.File ?? throw DomainException.Field("file", "is missing");
        if (file.Content.Length > Limits.LargestFile)
        {
            throw DomainException.Field("file.content", "may have at most 20 MiB");
        }

        if (file.Path.Length > LongestPath)
        {
            throw DomainException.Invalid("PATH_INVALID", "file.path", $"A path has at most {LongestPath} characters.");
        }

        var folder = await FolderAsync(caller, file.AgentId, cancellationToken);
        await FileFaults.AsRefusalsAsync("file.path", file.Path, async () =>
        {
            await folder.WriteAsync(file.Path, file.Content.Memory, cancellationToken);
            return true;
        });
        var written = await FindAsync(folder, file.Path, cancellationToken);
        return Show(written, file.AgentId, file.Content.Memory);
    }

    public async Task<SharedFile> GetAsync(Caller caller, GetFileRequest request, CancellationToken cancellationToken)
    {
        if (request.ArtifactId.Length > 0)
        {
            return await ArtifactAsync(caller, request.ArtifactId, cancellationToken);
        }

        var folder = await FolderAsync(caller, request.AgentId, cancellationToken);
        var found = await FindAsync(folder, request.Path, cancellationToken);
        var content = await FileFaults.AsRefusalsAsync(
            "path", request.Path, () => folder.ReadAsync(request.Path, Limits.LargestFile, cancellationToken));
        var shown = Show(found, request.AgentId, content);
        shown.Content = UnsafeByteOperations.UnsafeWrap(content);
        return shown;
    }

    public async Task<ListFilesResponse> ListAsync(Caller caller, ListFilesRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListFiles|{request.AgentId}";
        var after = paging.After(request.PageToken, binding);
        var folder = await FolderAsync(caller, request.AgentId, cancellationToken);
        var files = await folder.ListAsync(cancellationToken)
            .Where(file => after is null || string.CompareOrdinal(file.Path, after) > 0).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListFilesResponse();
        response.Files.Add(files.Take(size).Select(file => Show(file, request.AgentId)));
        response.NextPageToken = files.Count > size ? paging.Next(files[size - 1].Path, binding) : "";
        return response;
    }

    public async Task<SharedFile> DeleteAsync(Caller caller, DeleteFileRequest request, CancellationToken cancellationToken)
    {
        var folder = await FolderAsync(caller, request.AgentId, cancellationToken);
        var found = await FindAsync(folder, request.Path, cancellationToken);
        await folder.DeleteAsync(found.Path, cancellationToken);
        return Show(found, request.AgentId);
    }

    private async Task<SharedFile> ArtifactAsync(Caller caller, string digest, CancellationToken cancellationToken)
    {
        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower))
        {
            throw DomainException.NotFound("artifact", digest);
        }

        try
        {
            var content = await objects.ReadAsync(caller.TenantId, digest, cancellationToken);
            return new SharedFile { Path = digest, Size = content.Length, Digest = digest, Content = UnsafeByteOperations.UnsafeWrap(content) };
        }
        catch (WorkspaceException gone) when (gone.Fault == WorkspaceFault.NotFound)
        {
            throw DomainException.NotFound("artifact", digest);
        }
    }

    private async Task<IFileSpace> FolderAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        if (agentId.Length == 0)
        {
            return workspaces.OpenShared(caller.TenantId);
        }

        var agent = await agents.GetAsync(caller.TenantId, agentId, cancellationToken);
        return workspaces.OpenOwn(caller.TenantId, agent.Id);
    }

    private static async Task<WorkspaceFile> FindAsync(IFileSpace folder, string path, CancellationToken cancellationToken)
        => await FileFaults.AsRefusalsAsync("path", path, () => folder.FindAsync(path, cancellationToken)) ?? throw DomainException.NotFound("file", path);

    private static SharedFile Show(WorkspaceFile file, string agentId)
        => new() { Path = file.Path, Size = file.Size, UpdatedAt = file.ModifiedAt.ToTimestamp(), AgentId = agentId };

    private static SharedFile Show(WorkspaceFile file, string agentId, ReadOnlyMemory<byte> content)
    {
        var shown = Show(file, agentId);
        shown.Digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        return shown;
    }
}
