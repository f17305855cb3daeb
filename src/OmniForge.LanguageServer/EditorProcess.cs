using System.ComponentModel;
using System.Diagnostics;

namespace OmniForge.LanguageServer;

/// <summary>The process of the editor, with which the server ends even when its pipes stay open.</summary>
internal sealed class EditorProcess : IDisposable
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Process> _watched = [];

    /// <summary>Ends when the editor is gone.</summary>
    public Task Gone => _gone.Task;

    /// <summary>Ends with this process, at once when it is gone already.</summary>
    public void Require(int id)
    {
        if (!Watch(id))
        {
            _gone.TrySetResult();
        }
    }

    /// <summary>Ends with this process. One that is not seen here is left alone: the editor may run on another machine or in a container.</summary>
    public void Follow(int id) => Watch(id);

    public void Dispose() => _watched.ForEach(process => process.Dispose());

    private bool Watch(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            _watched.Add(process);
            process.Exited += (_, _) => _gone.TrySetResult();
            process.EnableRaisingEvents = true;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception refused) when (refused is Win32Exception or InvalidOperationException)
        {
            // It may not be watched; its pipes still tell of its end.
            return true;
        }
    }
}
