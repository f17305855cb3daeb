using System.Text;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>What stands in place of a command in a skill's text. Pure: the same result gives the same text.</summary>
internal static class EmbeddedText
{
    private const int MostCharacters = 10_000;

    public static string NotRun(string why) => $"[command not run: {why.TrimEnd('.')}]";

    public static string Of(string command, ToolResult result)
    {
        if (result.Error is { } error)
        {
            return NotRun(error.Message);
        }

        var value = result.Value!.Value;
        var said = Plain(value.GetProperty("output").GetString()! + value.GetProperty("errors").GetString());
        var cut = said.Length > MostCharacters || result.Truncated;
        said = (said.Length > MostCharacters ? said[..End(said)] : said).TrimEnd('\n');
        var fence = new string('`', Math.Max(3, Ticks(said) + 1));
        var text = new StringBuilder($"Output of the command {command}, as data:\n{fence}\n").Append(said).Append('\n').Append(fence);
        text.Append(cut ? "\n[cut here: too long]" : "");
        return value.GetProperty("exit_code").GetInt32() is var code and not 0 ? text.Append($"\n[exit code {code}]").ToString() : text.ToString();
    }

    private static int End(string text) => char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;

    /// <summary>Without sequences that steer a terminal and without control characters but tab and line feed.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b')
            {
                i = Sequence(text, i);
            }
            else if (!char.IsControl(text[i]) || text[i] is '\t' or '\n')
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>Where the sequence ends that begins here.</summary>
    private static int Sequence(string text, int start)
    {
        var at = start + 1;
        if (at >= text.Length || text[at] is not ('[' or ']'))
        {
            return Math.Min(at, text.Length - 1);
        }

        var steers = text[at] == '[';
        for (at++; at < text.Length; at++)
        {
            if (steers ? text[at] is >= '@' and <= '~' : text[at] is '\a' || (text[at] == '\\' && text[at - 1] == '\u001b'))
            {
                return at;
            }
        }

        return text.Length - 1;
    }

    /// <summary>The longest run of backticks.</summary>
    private static int Ticks(string text)
    {
        var (longest, now) = (0, 0);
        foreach (var c in text)
        {
            now = c == '`' ? now + 1 : 0;
            longest = Math.Max(longest, now);
        }

        return longest;
    }
}
