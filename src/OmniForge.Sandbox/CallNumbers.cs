using System.Runtime.InteropServices;

namespace OmniForge.Sandbox;

/// <summary>Numbers of system calls, which differ between processor families.</summary>
internal sealed record CallNumbers
{
    // Numbers that were given out since 2019 are the same everywhere. Rings of calls that pass the filter by; the new way to mount; other processes' files, memory and advice; memory without a name.
    private static readonly uint[] Common = [425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442, 443, 447];

    /// <summary>How the kernel names the family.</summary>
    public required uint Architecture { get; init; }

    /// <summary>The same calls have second numbers, for programs with short pointers.</summary>
    public required bool HasLongPointerNames { get; init; }

    /// <summary>Calls that are refused whatever their arguments are.</summary>
    public required IReadOnlyList<uint> Refused { get; init; }

    public required uint NewProcess { get; init; }

    /// <summary>The same with its flags in memory, where no filter sees them.</summary>
    public static uint NewProcessByStruct => 435;
    public required uint Ioctl { get; init; }
    public required uint Socket { get; init; }

    /// <summary>Null for a family without a filter.</summary>
    public static CallNumbers? Of(Architecture architecture) => architecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => null,
    };

    public static CallNumbers X64 { get; } = new()
    {
        Architecture = 0xC000_003E,
        HasLongPointerNames = true,
        NewProcess = 56,
        Ioctl = 16,
        Socket = 41,
        Refused =
        [
            101, 310, 311, 312, // ptrace, process_vm_readv, process_vm_writev, kcmp
            165, 166, 155, 161, 179, 167, 168, // mount, umount2, pivot_root, chroot, quotactl, swapon, swapoff
            272, 308, // unshare, setns
            321, 298, 323, // bpf, perf_event_open, userfaultfd
            248, 249, 250, // add_key, request_key, keyctl
            246, 320, 175, 313, 176, 169, // kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot
            163, 164, 227, 159, 305, 103, 153, // acct, settimeofday, clock_settime, adjtimex, clock_adjtime, syslog, vhangup
            172, 173, 154, 134, 180, 212, // iopl, ioperm, modify_ldt, uselib, nfsservctl, lookup_dcookie
            303, 304, 300, // name_to_handle_at, open_by_handle_at, fanotify_init
            29, 64, 68, 319, // shmget, semget, msgget, memfd_create: memory that no limit counts
            237, 238, 256, 279, // mbind, set_mempolicy, migrate_pages, move_pages
            .. Common,
        ],
    };

    public static CallNumbers Arm64 { get; } = new()
    {
        Architecture = 0xC000_00B7,
        HasLongPointerNames = false,
        NewProcess = 220,
        Ioctl = 29,
        Socket = 198,
        Refused =
        [
            117, 270, 271, 272, // ptrace, process_vm_readv, process_vm_writev, kcmp
            40, 39, 41, 51, 60, 224, 225, // mount, umount2, pivot_root, chroot, quotactl, swapon, swapoff
            97, 268, // unshare, setns
            280, 241, 282, // bpf, perf_event_open, userfaultfd
            217, 218, 219, // add_key, request_key, keyctl
            104, 294, 105, 273, 106, 142, // kexec_load, kexec_file_load, init_module, finit_module, delete_module, reboot
            89, 170, 112, 171, 266, 116, 58, // acct, settimeofday, clock_settime, adjtimex, clock_adjtime, syslog, vhangup
            42, 18, // nfsservctl, lookup_dcookie
            264, 265, 262, // name_to_handle_at, open_by_handle_at, fanotify_init
            194, 190, 186, 279, // shmget, semget, msgget, memfd_create: memory that no limit counts
            235, 237, 238, 239, // mbind, set_mempolicy, migrate_pages, move_pages
            .. Common,
        ],
    };
}
