using System.Buffers;
using System.Text;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Why an entry of a skill's folder is not accepted: its path, what it is on disk, or the type of its content.</summary>
internal static class BundlePathFault
{
    private const int MaxPath = 200;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./");

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL"];

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".so", ".dylib", ".com", ".scr", ".msi", ".msix", ".app", ".deb", ".rpm", ".dmg", ".pkg", ".apk", ".ipa", ".jar", ".elf",
        ".pyc", ".pyd", ".class", ".o", ".a", ".lib", ".sys", ".appimage", ".vbs", ".lnk", ".cpl",
    };

    private static readonly HashSet<string> Archives = new(StringComparer.OrdinalIgnoreCase)
    {
        ".zip", ".tar", ".tgz", ".gz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".rar", ".lz4", ".cab", ".iso", ".whl", ".egg", ".skill",
    };

    /// <summary>The end of a sentence that says what is wrong, what it causes and what to do; null = nothing.</summary>
    public static string? Of(BundleFile file) => file.Kind switch
    {
        BundleFileKind.Link => "links are not installed, because they may lead out of the folder. Put a copy there",
        BundleFileKind.Other => "it is a device or pipe, not a file; the skill is not installed with it. Remove it",
        _ => PathFault(file.Path) ?? (file.Kind == BundleFileKind.File ? TypeFault(file.Path) : null),
    };

    private static string? TypeFault(string path)
    {
        var dot = path.LastIndexOf('.');
        var ending = dot > path.LastIndexOf('/') ? path[dot..] : "";
        return Programs.Contains(ending) ? "nobody can read what this program does, so it is not installed. Ship its source, or require the program"
            : Archives.Contains(ending) ? "what is packed inside cannot be checked, so it is not installed. Unpack it"
            : null;
    }

    private static string? PathFault(string path)
    {
        var bare = path.TrimEnd('/');
        if (bare.Length is 0 or > MaxPath)
        {
            return $"a path has 1 to {MaxPath} characters; others are not installed everywhere. Shorten it";
        }

        if (bare[0] is '/' or '~' || (bare.Length > 1 && bare[1] == ':'))
        {
            return "the path must start in the skill's folder, else files elsewhere would be written. Correct it";
        }

        if (bare.AsSpan().IndexOfAnyExcept(Plain) >= 0 && OddCharacter(bare) is { } odd)
        {
            return odd;
        }

        foreach (var range in bare.AsSpan().Split('/'))
        {
            if (PartFault(bare.AsSpan()[range]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? OddCharacter(string path)
    {
        if (path.Contains('\\', StringComparison.Ordinal))
        {
            return "a backslash is a folder on some systems and a letter on others. Use '/'";
        }

        foreach (var c in path)
        {
            if (char.IsControl(c) || c is '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F'))
            {
                return "its name holds an invisible or direction-changing character and can pass for another file. Rename it";
            }

            if (c is '<' or '>' or ':' or '"' or '|' or '?' or '*' || char.IsSurrogate(c) && !IsWhole(path))
            {
                return $"its name holds a character that many systems refuse ({(char.IsSurrogate(c) ? "half of a character" : c.ToString())}). Rename it";
            }
        }

        return !IsDecomposed(path) ? null : "its name is not in the usual form of accented letters, so it is not found. Rename it";
    }

    // An accent behind its letter, as some file systems store it.
    private static bool IsDecomposed(string path)
    {
        for (var i = 1; i < path.Length; i++)
        {
            if (path[i] is >= '\u0300' and <= '\u036F' && char.IsAsciiLetter(path[i - 1]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWhole(string path) => !path.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static string? PartFault(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty || part is "." or "..")
        {
            return "the path holds an empty or dotted part and may lead out of the folder. Correct it";
        }

        if (part[^1] is '.' or ' ' || part[0] == ' ')
        {
            return "a name that starts or ends with a blank, or ends with a dot, is changed by some systems. Rename it";
        }

        var stem = part.IndexOf('.') is var dot && dot < 0 ? part : part[..dot];
        return IsDevice(stem) ? $"'{stem}' is the name of a device on Windows, so the skill cannot be installed there. Rename it" : null;
    }

    private static bool IsDevice(ReadOnlySpan<char> stem)
    {
        foreach (var device in Devices)
        {
            if (stem.Equals(device, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return stem.Length == 4 && char.IsAsciiDigit(stem[3]) && stem[3] != '0'
            && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase));
    }
}
