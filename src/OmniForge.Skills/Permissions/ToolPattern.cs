namespace OmniForge.Skills.Permissions;

/// <summary>One entry of a tool list: a tool, a family of tools, or a tool limited to some commands, paths or hosts.</summary>
public sealed class ToolPattern
{
    private static readonly string[] PathTools = ["Read", "Write", "Edit", "Glob", "Grep"];

    private readonly CommandPattern? _command;
    private readonly PathPattern? _path;
    private readonly HostPattern? _host;

    private ToolPattern(string text, TextSpan? span)
    {
        Text = text;
        Span = span;
        var item = text.Trim();
        var open = item.IndexOf('(', StringComparison.Ordinal);
        Name = open < 0 ? item : item[..open];
        if (open < 0 ? item.Contains(')', StringComparison.Ordinal) : !Balanced(item, open))
        {
            (Fault, Reason) = (PatternFault.Unbalanced, "its parentheses do not close");
            return;
        }

        Spec = open < 0 ? null : item[(open + 1)..^1].Trim();
        (Fault, Reason) = ToolNames.Judge(Name);
        if (Fault is not null || Spec is null)
        {
            return;
        }

        var reason = Name switch
        {
            _ when Spec.Length == 0 => "there is nothing between its parentheses",
            "Bash" => (_command = CommandPattern.Read(Spec, out var why)) is null ? why : null,
            "WebFetch" => (_host = HostPattern.Read(Spec, out var why)) is null ? why : null,
            _ when PathTools.Contains(Name) => (_path = PathPattern.Read(Spec, out var why)) is null ? why : null,
            _ => $"'{Name}' takes nothing in parentheses",
        };
        if (reason is not null)
        {
            Fault = PathTools.Contains(Name) && PathPattern.Leaves(Spec) ? PatternFault.Outside : PatternFault.NeverMatches;
            Reason = reason;
        }
    }

    /// <summary>The entry as written.</summary>
    public string Text { get; }

    /// <summary>What stands before the parenthesis.</summary>
    public string Name { get; }

    /// <summary>What stands between the parentheses; null = none were written.</summary>
    public string? Spec { get; }

    /// <summary>Where it stands in the file; null when it was not read from one.</summary>
    public TextSpan? Span { get; }

    /// <summary>A dead entry grants nothing; it is never read as "everything".</summary>
    public bool IsDead => Fault is not null;

    /// <summary>Why a dead entry grants nothing, as the end of a sentence; else null.</summary>
    public string? Reason { get; }

    internal PatternFault? Fault { get; }

    /// <summary>Reads one entry; never throws.</summary>
    public static ToolPattern Parse(string text, TextSpan? span = null) => new(text, span);

    /// <summary>The entry as written.</summary>
    public override string ToString() => Text;

    /// <summary>Whether this entry allows a call.</summary>
    /// <param name="use">The call.</param>
    /// <param name="command">Its command when it is one of Bash.</param>
    /// <param name="place">Where the skill lies whose list this entry stands in; null = it is no skill's.</param>
    internal bool Admits(ToolUse use, Command? command, SkillPlace? place = null) => Covers(use.Tool) && Name switch
    {
        "Bash" => command is not null && (_command ?? CommandPattern.Any).Admits(command, place),
        _ when _path is not null => _path.Admits(use.Subject, use.Tool, place),
        _ when _host is not null => use.Subject is not null && _host.Admits(use.Subject),
        _ => true,
    };

    /// <summary>Whether some call of this tool could be admitted by this entry.</summary>
    internal bool Covers(string tool) => !IsDead && ToolNames.Covers(Name, tool);

    /// <summary>Whether this entry allows every call that the other one allows. Never true without being so.</summary>
    internal bool Includes(ToolPattern other)
    {
        if (IsDead || other.IsDead || !ToolNames.Includes(Name, other.Name))
        {
            return false;
        }

        return Name switch
        {
            "Bash" => (_command ?? CommandPattern.Any).Includes(other._command ?? CommandPattern.Any),
            _ when _path is not null => other._path is not null && _path.Includes(other._path, Name),
            _ when _host is not null => other._host is not null && _host.Includes(other._host),
            _ => true,
        };
    }

    private static bool Balanced(string item, int open)
    {
        var depth = 0;
        for (var i = open; i < item.Length; i++)
        {
            if (item[i] == '\\' && i + 1 < item.Length && item[i + 1] is '(' or ')')
            {
                i++;
                continue;
            }

            depth += item[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == item.Length - 1;
            }
        }

        return false;
    }
}
