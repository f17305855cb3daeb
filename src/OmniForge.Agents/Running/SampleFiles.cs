using System.Text;
using System.Text.Json;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Running;

/// <summary>Files that a dry run reads in place of those of the workspace: sample data named `file:` and the path.</summary>
public static class SampleFiles
{
    public const string Prefix = "file:";

    /// <summary>Throws <see cref="WorkspaceException"/> for a path that leads out of the workspace.</summary>
    public static async Task PutAsync(IReadOnlyDictionary<string, JsonElement> samples, IWorkspace workspace, CancellationToken cancellationToken)
    {
        foreach (var (name, sample) in samples.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var text = sample.ValueKind == JsonValueKind.String ? sample.GetString()! : sample.GetRawText();
            await workspace.WriteAsync(name[Prefix.Length..], Encoding.UTF8.GetBytes(text), cancellationToken);
        }
    }

    /// <summary>What is wrong with the names; null = nothing.</summary>
    public static string? Fault(IEnumerable<string> names)
    {
        foreach (var name in names.Where(known => known.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            try
            {
                WorkspacePath.Normalise(name[Prefix.Length..]);
            }
            catch (WorkspaceException refused)
            {
                return refused.Message;
            }
        }

        return null;
    }
}
