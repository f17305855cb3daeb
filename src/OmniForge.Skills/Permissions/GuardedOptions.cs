namespace OmniForge.Skills.Permissions;

/// <summary>
/// Options by which a listed program starts another one, deletes, or takes settings from elsewhere. Extra depth; the sandbox is
/// the boundary.
/// </summary>
internal static class GuardedOptions
{
    private static readonly Dictionary<string, string[]> ByProgram = new(StringComparer.Ordinal)
    {
        ["git"] = ["-c", "-C", "--config-env", "--exec-path", "--upload-pack", "--receive-pack", "--exec", "-x", "--ext-diff",
            "--open-files-in-pager", "-O", "--git-dir", "--work-tree", "--textconv"],
        ["find"] = ["-exec", "-execdir", "-ok", "-okdir", "-delete", "-fprint", "-fprint0", "-fprintf", "-fls"],
        ["tar"] = ["--to-command", "--checkpoint-action", "--use-compress-program", "-I", "--rsh-command", "--info-script", "-F",
            "--new-volume-script"],
        ["rg"] = ["--pre", "--hostname-bin"],
        ["sort"] = ["--compress-program"],
        ["man"] = ["-P", "--pager", "-H", "--html"],
        ["rsync"] = ["-e", "--rsh", "--rsync-path"],
        ["ssh"] = ["-o", "-F"],
        ["scp"] = ["-S", "-o", "-F"],
        ["curl"] = ["-K", "--config"],
        ["wget"] = ["--use-askpass", "-e", "--execute"],
        ["zip"] = ["-T", "-TT", "--unzip-command"],
        ["npm"] = ["--script-shell", "--node-options"],
        ["node"] = ["-e", "--eval", "-p", "--print", "-r", "--require", "--import"],
        ["python"] = ["-c", "-m"],
        ["python3"] = ["-c", "-m"],
        ["fd"] = ["-x", "--exec", "-X", "--exec-batch"],
        ["go"] = ["-exec", "-toolexec"],
        ["cargo"] = ["--config"],
        ["make"] = ["--eval"],
    };

    public static string? In(IReadOnlyList<string> words)
        => ByProgram.TryGetValue(words[0], out var options)
            ? words.Skip(1).FirstOrDefault(word => options.Any(option => Is(word, option)))
            : null;

    /// <summary>Whether a pattern's fixed words spell the option that this word uses.</summary>
    public static bool Spelt(string program, string word, IReadOnlyList<string> fixedWords)
        => ByProgram.TryGetValue(program, out var options)
        && options.Where(option => Is(word, option)).All(option => fixedWords.Any(piece => Is(piece, option)));

    // "--pager=less" and "-Ixz" carry the value in the same word.
    private static bool Is(string word, string option)
        => word == option
        || word.StartsWith(option + "=", StringComparison.Ordinal)
        || (option.Length == 2 && word.Length > 2 && word.StartsWith(option, StringComparison.Ordinal) && word[1] != '-');
}
