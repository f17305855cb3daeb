using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace OmniForge.Sandbox;

/// <summary>
/// A program for the kernel's filter of system calls: what no command needs and what has let others out of such walls before answers
/// "not permitted". Everything else passes. Pure.
/// </summary>
internal static class CallFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF_0000;
    private const uint Kill = 0x8000_0000;
    private const uint NotPermitted = 0x0005_0000 | 1;
    private const uint NotThere = 0x0005_0000 | 38;

    // Offsets in what the kernel shows: number, architecture, low words of the arguments.
    private const uint Number = 0;
    private const uint Kind = 4;
    private const uint First = 16;
    private const uint Second = 24;

    // Other names of the same calls, by which a filter of numbers would be passed by.
    private const uint LongPointerNames = 0x4000_0000;

    // Namespaces of time, mounts, control groups, names, IPC, users, processes and the network.
    private const uint NewNamespaces = 0x80 | 0x2_0000 | 0x200_0000 | 0x400_0000 | 0x800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000;

    /// <summary>Pushes characters into a terminal's input.</summary>
    private static readonly uint[] TerminalInput = [0x5412, 0x541C];

    /// <summary>Local, IPv4, IPv6, routing: those that end at the walls of the network namespace. Others reach the hypervisor or the kernel's ciphers.</summary>
    private static readonly uint[] Families = [1, 2, 10, 16];

    /// <summary>The program for this machine.</summary>
    public static byte[] Write() => Write(CallNumbers.Of(RuntimeInformation.ProcessArchitecture)
        ?? throw new PlatformNotSupportedException($"There is no filter for {RuntimeInformation.ProcessArchitecture} processors."));

    public static byte[] Write(CallNumbers calls)
    {
        var steps = new List<Step>
        {
            new(LoadWord, 0, 0, Kind),
            new(JumpIfEqual, 1, 0, calls.Architecture),
            new(Return, 0, 0, Kill),
            new(LoadWord, 0, 0, Number),
        };
        if (calls.HasLongPointerNames)
        {
            steps.AddRange([new(JumpIfAtLeast, 0, 1, LongPointerNames), new(Return, 0, 0, NotPermitted)]);
        }

        foreach (var call in calls.Refused)
        {
            steps.AddRange([new(JumpIfEqual, 0, 1, call), new(Return, 0, 0, NotPermitted)]);
        }

        // Its flags lie behind a pointer, which no filter can follow. Told that it is missing, libraries take the old one.
        steps.AddRange([new(JumpIfEqual, 0, 1, CallNumbers.NewProcessByStruct), new(Return, 0, 0, NotThere)]);
        steps.AddRange([new(JumpIfEqual, 0, 4, calls.NewProcess), new(LoadWord, 0, 0, First), new(JumpIfAnyBit, 0, 1, NewNamespaces)]);
        steps.AddRange([new(Return, 0, 0, NotPermitted), new(Return, 0, 0, Allow)]);
        steps.AddRange([new(JumpIfEqual, 0, 5, calls.Ioctl), new(LoadWord, 0, 0, Second)]);
        steps.AddRange([new(JumpIfEqual, 1, 0, TerminalInput[0]), new(JumpIfEqual, 0, 1, TerminalInput[1])]);
        steps.AddRange([new(Return, 0, 0, NotPermitted), new(Return, 0, 0, Allow)]);
        steps.AddRange([new(JumpIfEqual, 0, (byte)(Families.Length + 2), calls.Socket), new(LoadWord, 0, 0, First)]);
        steps.AddRange(Families.Select((family, i) => new Step(JumpIfEqual, (byte)(Families.Length - i), 0, family)));
        steps.AddRange([new(Return, 0, 0, NotPermitted), new(Return, 0, 0, Allow)]);
        return Bytes(steps);
    }

    private static byte[] Bytes(List<Step> steps)
    {
        var bytes = new byte[steps.Count * 8];
        for (var i = 0; i < steps.Count; i++)
        {
            var at = bytes.AsSpan(i * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, steps[i].Code);
            (at[2], at[3]) = (steps[i].Yes, steps[i].No);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], steps[i].Value);
        }

        return bytes;
    }

    /// <summary>One instruction; <paramref name="Yes"/> and <paramref name="No"/> are how many the next are left out.</summary>
    private readonly record struct Step(ushort Code, byte Yes, byte No, uint Value);
}
