namespace OmniForge.Skills.Steps;

/// <summary>The opening line of a fenced block.</summary>
internal sealed record Fence(char Sign, int Length, string Info)
{
    public static Fence? Opens(ReadOnlySpan<char> line)
    {
        var start = line.IndexOfAnyExcept(' ', '\t');
        if (start < 0 || line[start] is not ('`' or '~') and < '\u0080')
        {
            return null;
        }

        var trimmed = line.Trim();
        if (trimmed.Length < 3 || trimmed[0] is not ('`' or '~'))
        {
            return null;
        }

        var length = trimmed.IndexOfAnyExcept(trimmed[0]) is var other && other < 0 ? trimmed.Length : other;
        var info = trimmed[length..].Trim();
        return length < 3 || (trimmed[0] == '`' && info.Contains('`')) ? null : new(trimmed[0], length, info.ToString());
    }

    public bool Closes(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length >= Length && trimmed.IndexOfAnyExcept(Sign) < 0;
    }
}
