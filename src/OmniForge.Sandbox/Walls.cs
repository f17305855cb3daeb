using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace OmniForge.Sandbox;

/// <summary>
/// The walls around one command, from before it starts until nothing of it is left. Its files are memory that goes with the walls;
/// they are reached from here through the first process inside.
/// </summary>
internal sealed class Walls : IAsyncDisposable
{
    private const int MostToldBytes = 4096;
    private static readonly TimeSpan BuildTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);

    private readonly Launched _launched;
    private readonly SafeFileHandle _first;
    private readonly string _root;

    private Walls(Launched launched, int first, SafeFileHandle handle)
    {
        (_launched, _first, FirstId) = (launched, handle, first);
        _root = $"/proc/{first}/root";
        Workspace = null!;
        Folders = [];
    }

    /// <summary>The first process inside, by its number out here.</summary>
    public int FirstId { get; }

    /// <summary>The agent's files; stays readable when the command is over.</summary>
    public SafeFileHandle Workspace { get; private set; }

    /// <summary>Every folder where the command can write.</summary>
    public IReadOnlyList<SafeFileHandle> Folders { get; private set; }

    public Stream Output => _launched.Process.StandardOutput.BaseStream;

    public Stream Errors => _launched.Process.StandardError.BaseStream;

    /// <summary>The processes inside, as they are seen there.</summary>
    public string Processes => $"{_root}/proc";

    public bool IsOver => _launched.Process.HasExited;

    /// <summary>Up, with nothing inside yet. Throws <see cref="WallsException"/> when they cannot be built.</summary>
    public static async Task<Walls> BuildAsync(
        Launcher launcher, Func<PassedFiles, IReadOnlyList<string>> arguments, long workspaceSize, TimeProvider clock, CancellationToken cancellationToken)
    {
        var launched = await launcher.StartAsync(arguments);
        Walls? walls = null;
        using var limit = new CancellationTokenSource(BuildTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var first = await FirstAsync(launched, either.Token);
            walls = new Walls(launched, first, Kernel.Process(first));
            await walls.OpenAsync(workspaceSize, clock, either.Token);
            return walls;
        }
        catch (Exception broken)
        {
            var why = await WhyAsync(launched);
            await (walls?.DisposeAsync() ?? GiveUpAsync(launched));
            cancellationToken.ThrowIfCancellationRequested();
            throw new WallsException(why.Length > 0 ? why : broken is OperationCanceledException ? "bubblewrap did not get ready" : broken.Message);
        }
    }

    /// <summary>Starts the command.</summary>
    public void LetGo()
    {
        using var block = new FileStream(_launched.Block, FileAccess.Write, 0);
        block.WriteByte(1);
    }

    /// <summary>The exit code, once the command and every process that it left behind are gone.</summary>
    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await _launched.Process.WaitForExitAsync(cancellationToken);
        await GoneAsync();
        return _launched.Process.ExitCode;
    }

    /// <summary>Ends every process inside and waits until they are gone.</summary>
    public async Task EndAsync()
    {
        Kernel.End(_first);
        _launched.Process.Kill();
        await _launched.Process.WaitForExitAsync(CancellationToken.None);
        await GoneAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var folder in Folders)
        {
            folder.Dispose();
        }

        _first.Dispose();
        await GiveUpAsync(_launched);
    }

    // The kernel ends all others with the first one, and the first one is over only when they are gone.
    private Task GoneAsync() => Task.Run(() =>
    {
        Kernel.End(_first);
        while (!Kernel.IsOver(_first, 1000))
        {
        }
    });

    private static async Task<int> FirstAsync(Launched launched, CancellationToken cancellationToken)
    {
        var told = new List<byte>();
        await using var stream = new FileStream(launched.Info, FileAccess.Read, 1, isAsync: false);
        var chunk = new byte[512];
        while (!told.Contains((byte)'}') && told.Count < MostToldBytes)
        {
            var read = await stream.ReadAsync(chunk, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
            if (read == 0)
            {
                throw new WallsException("bubblewrap ended before it was ready");
            }

            told.AddRange(chunk[..read]);
        }

        using var json = JsonDocument.Parse(told.ToArray());
        return json.RootElement.GetProperty("child-pid").GetInt32();
    }

    /// <summary>Waits until the walls stand: the root inside is the new one only then.</summary>
    private async Task OpenAsync(long workspaceSize, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen(SandboxProfile.Workspace) is { } folder)
            {
                if (Kernel.Usage(folder).Size is var size && size <= workspaceSize && size > workspaceSize - 65_536)
                {
                    Workspace = folder;
                    Folders = [folder, .. SandboxProfile.Temporary.Select(path => TryOpen(path) ?? throw new WallsException($"{path} is missing"))];
                    return;
                }

                folder.Dispose();
            }

            if (_launched.Process.HasExited)
            {
                throw new WallsException("bubblewrap ended before it was ready");
            }

            await Task.Delay(Beat, clock, cancellationToken);
        }
    }

    private SafeFileHandle? TryOpen(string path)
    {
        var folder = Kernel.Folder(_root + path);
        if (!folder.IsInvalid)
        {
            return folder;
        }

        folder.Dispose();
        return null;
    }

    /// <summary>Ends bubblewrap and tells what it complained about.</summary>
    private static async Task<string> WhyAsync(Launched launched)
    {
        End(launched.Process);
        var said = launched.Process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Task.WhenAny(said, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
        return said.IsCompletedSuccessfully ? (await said).Trim().ReplaceLineEndings(" ") : "";
    }

    /// <summary>Its child too: so early it does not know yet that it has to end with it.</summary>
    private static void End(Process process)
    {
        try
        {
            foreach (var child in File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                using var handle = Kernel.Process(int.Parse(child, CultureInfo.InvariantCulture));
                Kernel.End(handle);
            }
        }
        catch (IOException)
        {
            // It is over, or it has no child.
        }

        process.Kill();
    }

    private static async ValueTask GiveUpAsync(Launched launched)
    {
        launched.Process.Kill();
        await launched.Process.WaitForExitAsync(CancellationToken.None);
        launched.Process.Dispose();
        launched.Info.Dispose();
        launched.Block.Dispose();
    }
}

/// <summary>The walls around a command could not be built; the message says why.</summary>
internal sealed class WallsException(string message) : Exception(message);
