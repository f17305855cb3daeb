using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OmniForge.Sandbox.Tests;

public sealed class CallFilterTests : IAsyncLifetime
{
    private const uint Allow = 0x7FFF_0000;
    private const uint Kill = 0x8000_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotThere = 0x0005_0026;

    private readonly Attacks _sandbox = new();

    public static TheoryData<Architecture> Families => [Architecture.X64, Architecture.Arm64];

    /// <summary>Refused calls of this machine with arguments that the kernel would otherwise answer differently.</summary>
    public static TheoryData<string, int> Calls => new()
    {
        { "ptrace", 101 }, { "mount", 165 }, { "umount2", 166 }, { "pivot_root", 155 }, { "unshare", 272 }, { "setns", 308 }, { "bpf", 321 },
        { "perf_event_open", 298 }, { "userfaultfd", 323 }, { "keyctl", 250 }, { "add_key", 248 }, { "kexec_load", 246 }, { "init_module", 175 },
        { "finit_module", 313 }, { "io_uring_setup", 425 }, { "io_uring_enter", 426 }, { "open_tree", 428 }, { "fsopen", 430 },
        { "process_vm_writev", 311 }, { "pidfd_getfd", 438 }, { "memfd_create", 319 }, { "shmget", 29 },
    };

    public ValueTask InitializeAsync() => _sandbox.InitializeAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_kernel_refuses_the_call(string name, int number)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the numbers are those of x64");

        var end = await _sandbox.RunAsync("perl", "-e", $"syscall({number}, -1, 0, 0, 0, 0) == -1 or exit 3; print $!+0");

        Assert.True(end is { ExitCode: 0, Output: "1" }, $"{name}: {end.ExitCode} {end.Output} {end.Errors}");
    }

    [Fact]
    public async Task Ordinary_programs_do_not_notice_it()
        => Assert.Equal("8\n", (await _sandbox.ScriptAsync("perl -e 'use threads; print 2 ** 3, \"\\n\"' 2>/dev/null || perl -e 'print 2 ** 3, \"\\n\"'")).Output);

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_refused_call_is_not_permitted_and_its_neighbours_pass(Architecture family)
    {
        var calls = CallNumbers.Of(family)!;
        var special = new HashSet<uint>([.. calls.Refused, calls.NewProcess, calls.Ioctl, calls.Socket, CallNumbers.NewProcessByStruct]);

        foreach (var number in Enumerable.Range(0, 512).Select(number => (uint)number))
        {
            var answer = Run(calls, number, calls.Architecture);
            Assert.Equal(
                calls.Refused.Contains(number) || number == calls.Socket ? NotPermitted : number == CallNumbers.NewProcessByStruct ? NotThere : Allow, answer);
        }

        Assert.Equal(calls.Refused.Count + 4, special.Count);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_call_by_the_names_of_another_family_ends_the_process(Architecture family)
    {
        var calls = CallNumbers.Of(family)!;

        Assert.Equal(Kill, Run(calls, 1, 0x4000_0003));
        Assert.Equal(calls.HasLongPointerNames ? NotPermitted : Allow, Run(calls, 0x4000_0000 | 600, calls.Architecture));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_process_may_be_made_but_no_namespace(Architecture family)
    {
        var calls = CallNumbers.Of(family)!;

        Assert.Equal(Allow, Run(calls, calls.NewProcess, calls.Architecture, 0x1200011));
        foreach (var flag in (uint[])[0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000])
        {
            Assert.Equal(NotPermitted, Run(calls, calls.NewProcess, calls.Architecture, 0x11 | flag));
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Only_local_and_internet_sockets_can_be_made(Architecture family)
    {
        var calls = CallNumbers.Of(family)!;

        Assert.Equal([1u, 2u, 10u, 16u], Enumerable.Range(0, 64).Select(kind => (uint)kind).Where(kind => Run(calls, calls.Socket, calls.Architecture, kind) == Allow));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Nothing_can_be_typed_into_a_terminal(Architecture family)
    {
        var calls = CallNumbers.Of(family)!;

        Assert.Equal(NotPermitted, Run(calls, calls.Ioctl, calls.Architecture, 0, 0x5412));
        Assert.Equal(NotPermitted, Run(calls, calls.Ioctl, calls.Architecture, 0, 0x541C));
        Assert.Equal(Allow, Run(calls, calls.Ioctl, calls.Architecture, 0, 0x5413));
    }

    /// <summary>What the kernel would answer, by an interpreter of its own.</summary>
    private static uint Run(CallNumbers calls, uint number, uint family, uint first = 0, uint second = 0)
    {
        var program = CallFilter.Write(calls);
        uint value = 0;
        for (var at = 0; ; at++)
        {
            var step = program.AsSpan(at * 8, 8);
            var k = BinaryPrimitives.ReadUInt32LittleEndian(step[4..]);
            switch (BinaryPrimitives.ReadUInt16LittleEndian(step))
            {
                case 0x20:
                    value = k switch { 0 => number, 4 => family, 16 => first, 24 => second, _ => throw new InvalidOperationException() };
                    break;
                case 0x15:
                    at += value == k ? step[2] : step[3];
                    break;
                case 0x35:
                    at += value >= k ? step[2] : step[3];
                    break;
                case 0x45:
                    at += (value & k) != 0 ? step[2] : step[3];
                    break;
                case 0x06:
                    return k;
                default:
                    throw new InvalidOperationException();
            }
        }
    }
}
