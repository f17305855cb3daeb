using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Files;

/// <summary>Files people give their agents, and files agents wrote.</summary>
internal sealed class SharedFiles(AgentWorkspaces workspaces, AgentDirectory agents, Paging paging)
{
    public async Task<SharedFile> PutAsync(Caller caller, SharedFile file, CancellationToken cancellationToken)
    {
        var path = Checked(file.Path);
        if (file.Content.Length > Limits.LargestFile)
        {
            throw DomainException.Field("file.content", "is larger than 20 MiB; split the file");
        }

        var folder = await FolderAsync(caller, file.AgentId, cancellationToken);
        await GuardAsync(() => folder.WriteAsync(path, file.Content.Memory, cancellationToken), path);
        return await ShowAsync(folder, path, file.AgentId, file.Content, FileContent.Left, cancellationToken);
    }

    public async Task<SharedFile> GetAsync(Caller caller, string written, string agentId, CancellationToken cancellationToken)
    {
        var path = Checked(written);
        var folder = await FolderAsync(caller, agentId, cancellationToken);
        byte[] content = [];
        await GuardAsync(async () => content = await folder.ReadAsync(path, Limits.LargestFile, cancellationToken), path);
        return await ShowAsync(folder, path, agentId, ByteString.CopyFrom(content), FileContent.Included, cancellationToken);
    }

    public async Task<SharedFile> DeleteAsync(Caller caller, string written, string agentId, CancellationToken cancellationToken)
    {
        var path = Checked(written);
        var folder = await FolderAsync(caller, agentId, cancellationToken);
        var gone = await ShowAsync(folder, path, agentId, null, FileContent.Left, cancellationToken);
        File.Delete(Path.Combine([folder.Root, .. path.Split('/')]));
        return gone;
    }

    public async Task<ListFilesResponse> ListAsync(Caller caller, ListFilesRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListFiles|{request.AgentId}";
        var after = paging.After(request.PageToken, binding);
        var folder = await FolderAsync(caller, request.AgentId, cancellationToken);
        var response = new ListFilesResponse();
        await foreach (var file in folder.ListAsync(cancellationToken))
        {
            if (after is not null && string.CompareOrdinal(file.Path, after) <= 0)
            {
                continue;
            }

            if (response.Files.Count == size)
            {
                response.NextPageToken = paging.Next(response.Files[^1].Path, binding);
                break;
            }

            response.Files.Add(ToProto(file, request.AgentId));
        }

        return response;
    }

    private async Task<FolderWorkspace> FolderAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        if (agentId.Length == 0)
        {
            return workspaces.OpenShared(caller.TenantId);
        }

        await agents.GetAsync(caller.TenantId, agentId, cancellationToken);
        return workspaces.OpenOwn(caller.TenantId, agentId);
    }

    private static async Task<SharedFile> ShowAsync(
        FolderWorkspace folder, string path, string agentId, ByteString? content, FileContent shown, CancellationToken cancellationToken)
    {
        WorkspaceFile? found = null;
        await GuardAsync(async () => found = await folder.FindAsync(path, cancellationToken), path);
        var file = ToProto(found ?? throw DomainException.NotFound("file", path), agentId);
        if (content is not null)
        {
            file.Digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
            file.Content = shown == FileContent.Included ? content : ByteString.Empty;
        }

        return file;
    }

    private static SharedFile ToProto(WorkspaceFile file, string agentId)
        => new() { Path = file.Path, Size = file.Size, UpdatedAt = Timestamp.FromDateTimeOffset(file.ModifiedAt), AgentId = agentId };

    private static string Checked(string path)
    {
        if (path.Length > 200)
        {
            throw DomainException.Invalid("PATH_INVALID", "path", "A path has at most 200 characters.");
        }

        try
        {
            return WorkspacePath.Normalise(path);
        }
        catch (WorkspaceException refused)
        {
            throw DomainException.Invalid("PATH_INVALID", "path", refused.Message);
        }
    }

    private static async Task GuardAsync(Func<Task> work, string path)
    {
        try
        {
            await work();
        }
        catch (WorkspaceException refused)
        {
            throw refused.Fault switch
            {
                WorkspaceFault.NotFound => DomainException.NotFound("file", path),
                WorkspaceFault.PathRefused => DomainException.Invalid("PATH_INVALID", "path", refused.Message),
                WorkspaceFault.TooLarge => DomainException.Field("path", refused.Message),
                _ => new DomainException(Refusal.Unavailable, "STORE_UNAVAILABLE", refused.Message) { RetryAfter = TimeSpan.FromSeconds(5) },
            };
        }
    }
}

/// <summary>Whether an answer carries the bytes.</summary>
internal enum FileContent
{
    Left,
    Included,
}
