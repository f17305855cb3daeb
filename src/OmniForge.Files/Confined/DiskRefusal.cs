using OmniForge.Agents.Workspaces;

namespace OmniForge.Files.Confined;

/// <summary>Says in plain words what the disk refused.</summary>
internal static class DiskRefusal
{
    private const int NotPermitted = 1;
    private const int NoAccess = 13;
    private const int NoSpace = 28;
    private const int ReadOnlyDisk = 30;
    private const int WindowsDiskFull = 112;
    private const int WindowsHandleDiskFull = 39;
    private const int QuotaUsedUp = 122;

    /// <summary>Null when it is neither a full disk nor a missing right.</summary>
    public static WorkspaceException? Of(Exception error, string name) => error switch
    {
        UnauthorizedAccessException => ReadOnly(name),
        IOException io => OfErrno(io.HResult & 0xFFFF, name),
        _ => null,
    };

    public static WorkspaceException? OfErrno(int errno, string name) => errno switch
    {
        NoSpace or QuotaUsedUp or WindowsDiskFull => Full(name),
        WindowsHandleDiskFull when OperatingSystem.IsWindows() => Full(name),
        NotPermitted or NoAccess or ReadOnlyDisk => ReadOnly(name),
        _ => null,
    };

    public static WorkspaceException Link(string name)
        => new(WorkspaceFault.PathRefused, $"'{name}' is a link or leads through one; the agent may only use real files of its own folder");

    public static WorkspaceException Special(string name)
        => new(WorkspaceFault.PathRefused, $"'{name}' is not an ordinary file; use a file that holds text or data");

    public static WorkspaceException Folder(string name)
        => new(WorkspaceFault.PathRefused, $"'{name}' is a folder; choose a file name inside it");

    public static WorkspaceException InFile(string name)
        => new(WorkspaceFault.PathRefused, $"'{name}' leads through a file as if it were a folder; choose another folder name");

    private static WorkspaceException Full(string name)
        => new(WorkspaceFault.Full, $"there is no room left on the disk to save '{name}'; free some space and try again, nothing was lost");

    private static WorkspaceException ReadOnly(string name)
        => new(
            WorkspaceFault.ReadOnly,
            $"'{name}' cannot be saved because its folder is read-only here; allow writing to the folder and try again, nothing was lost");
}
