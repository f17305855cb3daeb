using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Paths inside somebody's home folder (OF7006).</summary>
internal static class HomePathRules
{
    private static readonly SearchValues<string> Homes = SearchValues.Create(["/Users/", "/home/", @"\Users\", @"\\Users\\"], StringComparison.Ordinal);
    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" \t\r\n\"'`)]<>|;,*?");

    // Names that stand for anybody, and accounts that images of systems bring along.
    private static readonly HashSet<string> Anybody = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "users", "username", "user-name", "user_name", "you", "your", "yourname", "your-name", "your_name", "your-username", "yourusername",
        "your-user", "youruser", "me", "name", "myuser", "myname", "myusername", "someone", "somebody", "somename", "foo", "bar", "xxx", "example", "test",
        "testuser", "demo", "sample", "john", "johndoe", "jane", "janedoe", "alice", "bob", "shared", "public", "default", "all", "admin", "administrator",
        "root", "ubuntu", "debian", "ec2-user", "node", "app", "runner", "vscode", "codespace", "claude", "agent", "sandbox", "oai", "jovyan", "coder",
        "linuxbrew", "pi", "git", "vagrant", "gitpod", "container", "workspace", "dev", "developer", "page", "index", "u", "x", "home",
    };

    public static void Check(RuleContext context)
    {
        var text = context.Text;
        var last = 0;
        for (var at = 0; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Homes);
            if (hit < 0)
            {
                return;
            }

            at += hit;
            var sign = text[at];
            var name = at + (text[at + 1] == sign ? 9 : sign == '/' && text[at + 1] == 'h' ? 6 : 7);
            if (at >= last && Start(text, at) is { } start && IsSomebody(text, name, sign))
            {
                var end = text.AsSpan(name).IndexOfAny(PathEnds);
                last = end < 0 ? text.Length : name + end;
                last -= text[last - 1] is '.' or ':' ? 1 : 0;
                Report(context, TextSpan.Between(start, last));
            }

            at = name;
        }
    }

    // In an address or below another folder the same word is something else: "example.com/home/page", "docs/home/x".
    private static int? Start(string text, int at)
    {
        if (at >= 2 && text[at - 1] == ':' && char.IsAsciiLetter(text[at - 2]))
        {
            return at - 2;
        }

        if (text[at] == '\\')
        {
            return null;
        }

        if (at >= 2 && text[at - 2] == '/' && text[at - 1] is 'c' or 'C' or 'd')
        {
            at -= 2;
        }

        return at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '"' or '\'' or '`' or '(' or '[' or '=' or '<' or ':' or ','
            || text.AsSpan(0, at).EndsWith("file://") || text.AsSpan(0, at).EndsWith("/mnt")
            ? at
            : null;
    }

    private static bool IsSomebody(string text, int from, char sign)
    {
        var rest = text.AsSpan(Math.Min(from, text.Length));
        var length = rest.IndexOfAnyExcept(NameLetters) is var end && end < 0 ? rest.Length : end;
        var name = rest[..length].TrimEnd('.');
        var after = length < rest.Length ? rest[length] : ' ';
        if (name.Length < 2 || name[0] is '.' or '-' || !name.ContainsAnyInRange('A', 'z') || name.Contains("...", StringComparison.Ordinal)
            || name.StartsWith("your", StringComparison.OrdinalIgnoreCase) || after is '<' or '{' or '$' or '*' or '}' || Anybody.Contains(name.ToString()))
        {
            return false;
        }

        // "/home/settings" may be a page of a site; with a further folder it is a path.
        return sign == '\\' || after == '/' || (text[from - 2] == 's' && char.IsAsciiLetterLower(name[0]) && !name.ContainsAnyInRange('0', '9')
            && after is '`' or '"' or '\'' or '\n' or '\r');
    }

    private static void Report(RuleContext context, TextSpan span)
    {
        var path = context.Text.AsSpan(span.Start, span.Length);
        var own = context.FolderName is { Length: > 0 } folder ? path.LastIndexOf("/" + folder + "/") is var at && at >= 0 ? at + folder.Length + 1 : -1 : -1;
        var meant = own < 0 ? null : string.Concat("${SKILL_DIR}", path[own..]);
        context.Report("OF7006", span,
            "This path lies in one person's home folder and exists on no other machine. Use a path inside the skill, written "
                + "'${SKILL_DIR}/…', or one in the workspace.",
            meant is null ? [] : [SkillFix.Choice($"Write '{meant}'", span, meant)]);
    }
}
