using OmniForge.Agents.Workspaces;

namespace OmniForge.Integrations.Tests.Fakes;

/// <summary>One file, `output/report.md`.</summary>
internal sealed class MemoryWorkspace : IWorkspace
{
    public const string Report = "# Report\n\nAll is well.";

    public Task<WorkspaceFile?> FindAsync(string path, CancellationToken cancellationToken)
        => Task.FromResult(path == "output/report.md" ? new WorkspaceFile(path, Report.Length, default) : null);

    public Task<byte[]> ReadAsync(string path, long maxBytes, CancellationToken cancellationToken)
        => path == "output/report.md"
            ? Task.FromResult(System.Text.Encoding.UTF8.GetBytes(Report))
            : throw new WorkspaceException(WorkspaceFault.NotFound, $"There is no file '{path}'.");

    public Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async IAsyncEnumerable<WorkspaceFile> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }
}
