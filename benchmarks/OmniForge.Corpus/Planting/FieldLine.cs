using System.Text.RegularExpressions;

namespace OmniForge.Corpus.Planting;

/// <summary>One field of a file that is well-formed so far, found by its line alone and not by the reader under test.</summary>
/// <param name="Number">0-based line in the file.</param>
/// <param name="Key">As written.</param>
/// <param name="Value">The rest of its line without the blanks around it; empty or a block sign when the value follows below.</param>
/// <param name="Last">The last line that belongs to it.</param>
internal sealed partial record FieldLine(int Number, string Key, string Value, int Last)
{
    public bool IsPlain => Value.Length > 0 && Last == Number && !"\"'[{|>&*!%@`#-?".Contains(Value[0], StringComparison.Ordinal)
        && !Value.Contains(" #", StringComparison.Ordinal);

    /// <summary>Null when the file does not open and close its fields as it should.</summary>
    public static IReadOnlyList<FieldLine>? Read(IReadOnlyList<string> lines)
    {
        var close = lines[0] == "---" ? Close(lines) : -1;
        if (close <= 1)
        {
            return null;
        }

        var starts = Enumerable.Range(1, close - 1).Where(line => KeyAtTheEdge().IsMatch(lines[line])).ToList();
        return [.. starts.Select((line, i) => Read(lines, line, (i + 1 < starts.Count ? starts[i + 1] : close) - 1))];
    }

    public static int Close(IReadOnlyList<string> lines) => Enumerable.Range(1, lines.Count - 1).FirstOrDefault(line => lines[line] == "---", -1);

    private static FieldLine Read(IReadOnlyList<string> lines, int line, int last)
    {
        var colon = lines[line].IndexOf(':', StringComparison.Ordinal);
        return new(line, lines[line][..colon], lines[line][(colon + 1)..].Trim(), last);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*:( |$)")]
    private static partial Regex KeyAtTheEdge();
}
