using OmniForge.Agents.Workspaces;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Files;

/// <summary>What a workspace refuses, in the contract's words.</summary>
internal static class FileFaults
{
    public static async Task<T> AsRefusalsAsync<T>(string field, string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (WorkspaceException refused) when (refused.Fault is WorkspaceFault.PathRefused)
        {
            throw DomainException.Invalid("PATH_INVALID", field, Sentence(refused));
        }
        catch (WorkspaceException refused) when (refused.Fault is WorkspaceFault.NotFound)
        {
            throw DomainException.NotFound("file", path);
        }
        catch (WorkspaceException refused) when (refused.Fault is WorkspaceFault.TooLarge)
        {
            throw DomainException.Field(field, refused.Message);
        }
    }

    public static string Sentence(WorkspaceException refused)
        => char.ToUpperInvariant(refused.Message[0]) + refused.Message[1..] + (refused.Message.EndsWith('.') ? "" : ".");
}
