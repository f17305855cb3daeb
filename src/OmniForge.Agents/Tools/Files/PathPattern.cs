using System.Text;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Tools.Files;

/// <summary>
/// Path patterns: `*` and `?` inside one name, `**` across folders, `[a-z]`, `[!a]` and `{csv,json}`. Upper and lower case differ.
/// </summary>
internal sealed class PathPattern
{
    private const int MostCharacters = 500;
    private readonly Regex _regex;

    public PathPattern(string pattern, string argument)
    {
        ToolFault.Require(pattern.Length is > 0 and <= MostCharacters, argument, $"a pattern of 1 to {MostCharacters} characters is needed");
        ToolFault.Require(
            pattern[0] != '/' && !pattern.Contains('\\') && !pattern.Split('/').Contains(".."),
            argument, "write the pattern from the agent's own folder on, with / between folders, for instance **/*.csv");
        _regex = new($@"\A{Translate(pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern, argument)}\z", RegexOptions.NonBacktracking);
    }

    public bool Matches(string path) => _regex.IsMatch(path);

    private static string Translate(string pattern, string argument)
    {
        var regex = new StringBuilder();
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i = Folders(pattern, i, regex);
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 2 < pattern.Length ? i + 2 : i) is > 0 and var end:
                    regex.Append(Set(pattern[(i + 1)..end]));
                    i = end;
                    break;
                case '{':
                    depth++;
                    regex.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    regex.Append(')');
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                case var c:
                    regex.Append(Regex.Escape(c.ToString()));
                    break;
            }
        }

        ToolFault.Require(depth == 0, argument, "a { is not closed");
        return regex.ToString();
    }

    /// <summary>`**/` is any number of folders, also none; `**` elsewhere is anything. Gives back the last position used.</summary>
    private static int Folders(string pattern, int at, StringBuilder regex)
    {
        var whole = at == 0 || pattern[at - 1] == '/';
        if (whole && at + 2 < pattern.Length && pattern[at + 2] == '/')
        {
            regex.Append("(?:[^/]+/)*");
            return at + 2;
        }

        regex.Append(".*");
        return at + 1;
    }

    private static string Set(string inside)
    {
        var negative = inside[0] is '!' or '^';
        var members = (negative ? inside[1..] : inside).Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        return negative ? $"[^/{members}]" : $"[{members}]";
    }
}
