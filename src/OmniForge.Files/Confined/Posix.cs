using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OmniForge.Files.Confined;

/// <summary>The calls of the Linux kernel that open a name inside an already opened folder.</summary>
[SupportedOSPlatform("linux")]
internal static partial class Posix
{
    public const int Missing = 2;
    public const int Exists = 17;
    public const int NotFolder = 20;
    public const int IsFolder = 21;
    public const int TooLong = 36;
    public const int Link = 40;

    private const int Read = 0;
    private const int Write = 1;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int CurrentFolder = -100;
    private const int NoFollowStat = 0x100;
    private const uint ExchangeFlag = 2;
    private const int EmptyPath = 0x1000;
    private const uint TypeSizeAndTime = 0x1 | 0x2 | 0x40 | 0x200;

    // The two flags differ between the processor families.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int Folder = Arm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = Arm ? 0x8000 : 0x20000;

    /// <summary>A folder by its full path; links on the way to it are followed.</summary>
    public static SafeFileHandle OpenRoot(string path) => Handle(OpenAt(CurrentFolder, path, Read | Folder | CloseOnExec, 0));

    public static SafeFileHandle OpenFolder(SafeFileHandle folder, string name)
        => Handle(OpenAt(Number(folder), name, Read | Folder | NoFollow | CloseOnExec, 0));

    public static SafeFileHandle OpenFile(SafeFileHandle folder, string name)
        => Handle(OpenAt(Number(folder), name, Read | NoFollow | NonBlocking | CloseOnExec, 0));

    /// <summary>Readable by everybody the umask lets.</summary>
    public static SafeFileHandle CreateFile(SafeFileHandle folder, string name)
        => Handle(OpenAt(Number(folder), name, Write | Create | Exclusive | NoFollow | CloseOnExec, 0b110_110_110));

    public static int CreateFolder(SafeFileHandle folder, string name) => MakeFolderAt(Number(folder), name, 0b111_111_111);

    public static int Rename(SafeFileHandle folder, string from, string to) => RenameAt(Number(folder), from, Number(folder), to);

    /// <summary>Exchanges two names in one step; false when the file system cannot.</summary>
    public static bool Exchange(string one, string other)
    {
        try
        {
            return RenameAt2(CurrentFolder, one, CurrentFolder, other, ExchangeFlag) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    public static int Remove(SafeFileHandle folder, string name) => UnlinkAt(Number(folder), name, 0);

    public static int Flush(SafeFileHandle handle) => Sync(Number(handle));

    /// <summary>Of a name in a folder, a link itself and not its target; null when there is none.</summary>
    public static Status? Stat(SafeFileHandle folder, string name)
        => StatAt(Number(folder), name, NoFollowStat, TypeSizeAndTime, out var status) == 0 ? status : null;

    public static Status? Stat(string path)
        => StatAt(CurrentFolder, path, NoFollowStat, TypeSizeAndTime, out var status) == 0 ? status : null;

    public static Status? Stat(SafeFileHandle file)
        => StatAt(Number(file), "", EmptyPath | NoFollowStat, TypeSizeAndTime, out var status) == 0 ? status : null;

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static SafeFileHandle Handle(int number) => new(number, ownsHandle: number >= 0);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolderAt(int folder, string path, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(int folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatAt(int folder, string path, int flags, uint mask, out Status status);

    /// <summary>The parts of `struct statx` that are used; its layout is the same on all processors.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public long Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        public readonly bool IsFile => (Mode & 0xF000) == 0x8000;
        public readonly bool IsFolder => (Mode & 0xF000) == 0x4000;
        public readonly bool IsLink => (Mode & 0xF000) == 0xA000;

        public readonly DateTimeOffset ModifiedAt
            => DateTimeOffset.FromUnixTimeSeconds(ModifiedSeconds).AddTicks(ModifiedNanoseconds / 100);
    }
}
