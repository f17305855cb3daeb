using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Agents.Workspaces;
using OmniForge.Files;

namespace OmniForge.Sandbox;

/// <summary>A copy of the agent's files for one command, and the way back for what it wrote.</summary>
internal sealed class StagedFiles
{
    private const int MostLost = 20;

    private readonly Dictionary<string, byte[]> _given = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly SandboxLimits _limits;

    private StagedFiles(SafeFileHandle folder, SandboxLimits limits)
        => (_folder, _limits) = ($"/proc/self/fd/{(int)folder.DangerousGetHandle()}", limits);

    /// <summary>Copies all files into an empty folder in which nothing runs yet.</summary>
    public static async Task<StagedFiles> FillAsync(SafeFileHandle folder, IWorkspace workspace, SandboxLimits limits, CancellationToken cancellationToken)
    {
        var staged = new StagedFiles(folder, limits);
        long bytes = 0;
        await foreach (var file in workspace.ListAsync(cancellationToken))
        {
            bytes += file.Size;
            if (bytes > limits.Workspace || staged._given.Count == limits.NewFiles)
            {
                throw staged.TooMuch();
            }

            var content = await workspace.ReadAsync(file.Path, limits.Workspace, cancellationToken);
            await staged.WriteAsync(file.Path, content, cancellationToken);
            staged._given[file.Path] = SHA256.HashData(content);
        }

        return staged;
    }

    /// <summary>Puts back what the command wrote. Links are not followed, and only regular files count.</summary>
    /// <returns>The files that were kept, and why others were not.</returns>
    public async Task<(IReadOnlyList<string> Written, IReadOnlyList<string> Lost)> KeepAsync(IWorkspace workspace, CancellationToken cancellationToken)
    {
        using var folder = new FolderWorkspace(_folder);
        var (written, lost, seen) = (new List<string>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            await foreach (var file in folder.ListAsync(cancellationToken))
            {
                seen.Add(file.Path);
                if (await KeepAsync(folder, file.Path, workspace, cancellationToken) is not { } outcome)
                {
                    continue;
                }

                (outcome.Length == 0 ? written : lost).Add(outcome.Length == 0 ? file.Path : outcome);
            }
        }
        catch (IOException unreadable)
        {
            lost.Add($"Some files could not be looked at: {unreadable.Message}");
        }

        lost.AddRange(_given.Keys.Where(path => !seen.Contains(path)).Order(StringComparer.Ordinal)
            .Select(path => $"{path} was deleted or replaced by something that is no file; the agent keeps it as it was."));
        return (written, lost.Count <= MostLost ? lost : [.. lost.Take(MostLost), $"... and {lost.Count - MostLost:N0} more."]);
    }

    private async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, WorkspacePath.Normalise(name));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, cancellationToken);
        }
        catch (IOException)
        {
            throw TooMuch();
        }
    }

    private CommandRefusedException TooMuch() => new(
        ToolErrorCode.Invalid,
        $"The agent's files are more than a command can be given ({_limits.Workspace >> 20} MB, {_limits.NewFiles:N0} files). The command was not started; delete what is no longer needed.");

    /// <summary>Empty when the file was kept, a reason when it was not, null when nothing changed.</summary>
    private async Task<string?> KeepAsync(FolderWorkspace folder, string path, IWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            var content = await folder.ReadAsync(path, _limits.FileSize, cancellationToken);
            if (_given.TryGetValue(path, out var digest) && digest.AsSpan().SequenceEqual(SHA256.HashData(content)))
            {
                return null;
            }

            await workspace.WriteAsync(path, content, cancellationToken);
            return "";
        }
        catch (WorkspaceException refused)
        {
            return $"A file was not kept: {refused.Message}";
        }
    }
}
