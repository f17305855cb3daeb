namespace OmniForge.Agents.Scheduling;

/// <summary>The tokens of a phrase. Reading beyond either end gives <see cref="Token.Nothing"/>.</summary>
internal sealed class TokenList(string source, IReadOnlyList<Token> tokens)
{
    public int Count => tokens.Count;

    public string Source => source;

    public Token this[int at] => at >= 0 && at < tokens.Count ? tokens[at] : Token.Nothing;

    /// <summary>What the person typed from one token up to another.</summary>
    public string Words(int start, int end) => end <= start ? "" : source[this[start].Start..this[end - 1].End];

    /// <summary>Whether two tokens were typed without a blank between them.</summary>
    public bool Touch(int left) => this[left].End == this[left + 1].Start && this[left + 1].Kind != TokenKind.End;

    /// <summary>Whether words follow one another here; hyphens between them do not matter. Gives the place after them.</summary>
    public bool Follow(int at, string words, out int end)
    {
        end = at;
        foreach (var word in words.Split(' '))
        {
            if (end > at && this[end].Is("-"))
            {
                end++;
            }

            if (!this[end].Is(word) && !(this[end].Spelled && this[end].Raw == word))
            {
                return false;
            }

            end++;
        }

        return true;
    }

    /// <summary>The place after the longest of several word groups; <paramref name="at"/> when none stands here.</summary>
    public int AfterAny(int at, params ReadOnlySpan<string> groups)
    {
        var best = at;
        foreach (var group in groups)
        {
            if (Follow(at, group, out var end) && end > best)
            {
                best = end;
            }
        }

        return best;
    }
}
