namespace OmniForge.Skills.Rules.Safety;

/// <summary>Recognises a line that runs what it downloads.</summary>
internal static class DownloadedProgram
{
    private static readonly string[] Downloads = ["curl", "wget", "iwr", "irm", "invoke-webrequest", "invoke-restmethod"];
    private static readonly string[] Inner = ["<(", "$(", "`"];

    public static bool IsRun(string line) => IsPiped(line) || IsNested(line) || IsExpression(line);

    // curl … | sh, wget -qO- … | sudo bash -s -- x, irm … | iex
    private static bool IsPiped(string line)
    {
        var pieces = line.Split('|');
        for (var i = 0; i + 1 < pieces.Length; i++)
        {
            var command = CommandWords.Of(pieces[i][(pieces[i].LastIndexOfAny([';', '&', '(', '`', ':']) is var cut && IsWordBreak(pieces[i], cut)
                ? cut + 1
                : 0)..]);
            if ((Downloads.Contains(CommandWords.Program(command)) || command.Any(Downloads.Contains)) && pieces.Skip(i + 1).Any(RunsItsInput))
            {
                return true;
            }
        }

        return false;
    }

    // The colon and the ampersand of an address are no breaks.
    private static bool IsWordBreak(string piece, int cut) => cut >= 0 && (piece[cut] is not (':' or '&') || (cut + 1 < piece.Length && piece[cut + 1] == ' '));

    // "python -m json.tool" and "node script.js" have a program of their own.
    private static bool RunsItsInput(string piece)
    {
        var words = CommandWords.Bare(CommandWords.Of(piece)).ToArray();
        if (words.Length == 0 || !CommandWords.IsInterpreter(words[0]))
        {
            return false;
        }

        // A shell takes further options and still reads its input; what follows any other word is a sentence or a new command.
        return words.Length == 1 || words[1] is "-" or "-s" or "--" or "#" or "2>&1" or "&&" or ";" or "in" or "to" or "and"
            || (words[1] is "-x" or "-e" or "-l" && words[0].EndsWith("sh", StringComparison.Ordinal));
    }

    // bash <(curl …), sh -c "$(curl …)", eval "$(wget …)", source <(curl …)
    private static bool IsNested(string line)
    {
        foreach (var open in Inner)
        {
            for (var at = line.IndexOf(open, StringComparison.Ordinal); at > 0; at = line.IndexOf(open, at + 1, StringComparison.Ordinal))
            {
                var outer = CommandWords.Of(line[Math.Max(0, at - 80)..at]);
                if (CommandWords.Of(line[(at + open.Length)..Math.Min(line.Length, at + 40)]) is ["curl" or "wget", ..] && outer.Length > 0 && Runs(outer))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Runs(string[] outer)
        => outer[^1] is "eval" or "source" or "."
        || (CommandWords.IsInterpreter(outer[^1]) && outer[^1] is not ("iex" or "invoke-expression"))
        || (outer.Length > 1 && outer[^1] is "-c" or "-e" && CommandWords.IsInterpreter(outer[^2]));

    // iex (irm …), Invoke-Expression ((New-Object Net.WebClient).DownloadString('…'))
    private static bool IsExpression(string line)
    {
        var words = CommandWords.Of(line.ToLowerInvariant());
        return words.Any(word => word is "iex" or "invoke-expression" or "&iex")
            && words.Any(word => Downloads.Contains(word) || word.EndsWith("downloadstring", StringComparison.Ordinal));
    }
}
