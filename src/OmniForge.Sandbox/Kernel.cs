using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OmniForge.Sandbox;

/// <summary>The calls of the Linux kernel that .NET has no name for.</summary>
internal static partial class Kernel
{
    private const int CloseOnExec = 0x80000;
    private const int ToKill = 9;
    private const int ProcessHandle = 434;
    private const int SignalHandle = 424;
    private const int SetDescriptorFlags = 2;
    private const uint CloseRangeOnExec = 4;
    private const short Readable = 1;

    // The flags differ between the processor families.
    private static readonly int FolderOnly = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 | 0x8000 : 0x10000 | 0x20000;

    /// <summary>The user that this process acts as; 0 = root.</summary>
    public static uint UserId() => EffectiveUser();

    /// <summary>Lets no file that is open now come into programs that are started.</summary>
    public static void KeepFilesIn()
    {
        try
        {
            _ = CloseRange(3, uint.MaxValue, CloseRangeOnExec);
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library. What .NET opens stays in anyway, and the probes look for anything else.
        }
    }

    /// <summary>Both ends of a pipe; neither comes into programs that are started.</summary>
    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        Span<int> ends = stackalloc int[2];
        unsafe
        {
            fixed (int* first = ends)
            {
                Demand(Pipe2(first, CloseOnExec), "pipe2");
            }
        }

        return (new(ends[0], ownsHandle: true), new(ends[1], ownsHandle: true));
    }

    /// <summary>A file in memory with this content, at its beginning; programs that are started get it.</summary>
    public static SafeFileHandle MemoryFile(ReadOnlySpan<byte> content)
    {
        var file = new SafeFileHandle(Demand(CreateMemory("omniforge-filter", 0), "memfd_create"), ownsHandle: true);
        RandomAccess.Write(file, content, 0);
        return file;
    }

    /// <summary>A folder that is no link; invalid when there is none.</summary>
    public static SafeFileHandle Folder(string path)
    {
        var number = Open(path, FolderOnly | CloseOnExec);
        return new(number, ownsHandle: number >= 0);
    }

    /// <summary>Programs that are started get this file.</summary>
    public static int LetIn(SafeFileHandle file)
    {
        var number = (int)file.DangerousGetHandle();
        Demand(Control(number, SetDescriptorFlags, 0), "fcntl");
        return number;
    }

    /// <summary>Stands for a process even when its number is given to another one.</summary>
    public static SafeFileHandle Process(int id)
        => new((int)Demand(Call(ProcessHandle, id, 0, 0, 0), "pidfd_open"), ownsHandle: true);

    public static void End(SafeFileHandle process) => Call(SignalHandle, process.DangerousGetHandle(), ToKill, 0, 0);

    /// <summary>True when the process is over, at the latest after so many milliseconds.</summary>
    public static bool IsOver(SafeFileHandle process, int milliseconds)
    {
        var asked = new Polled { File = (int)process.DangerousGetHandle(), Events = Readable };
        return Poll(ref asked, 1, milliseconds) > 0;
    }

    /// <summary>Bytes and files in use on the file system of an open folder, and how many bytes it can hold.</summary>
    public static (long Used, long Files, long Size) Usage(SafeFileHandle folder)
    {
        Demand(FileSystem((int)folder.DangerousGetHandle(), out var status), "fstatfs");
        return ((status.Blocks - status.Free) * status.BlockSize, status.Files - status.FreeFiles, status.Blocks * status.BlockSize);
    }

    private static long Demand(long result, string call)
        => result >= 0 ? result : throw new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    private static int Demand(int result, string call) => (int)Demand((long)result, call);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "close_range", SetLastError = true)]
    private static partial int CloseRange(uint first, uint last, uint flags);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static unsafe partial int Pipe2(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemory(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int file, int command, int value);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Polled files, ulong count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    private static partial int FileSystem(int file, out FileSystemStatus status);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int File;
        public short Events;
        public short Happened;
    }

    /// <summary>The beginning of `struct statfs` on processors with 64 bits.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileSystemStatus
    {
        [FieldOffset(8)]
        public long BlockSize;

        [FieldOffset(16)]
        public long Blocks;

        [FieldOffset(24)]
        public long Free;

        [FieldOffset(40)]
        public long Files;

        [FieldOffset(48)]
        public long FreeFiles;
    }
}
