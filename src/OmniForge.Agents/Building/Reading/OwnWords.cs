using System.Text;

namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Whether a text of a model stands in the person's message. What does not is the model's own, or was read somewhere: it is neither
/// repeated to the person nor written into an agent.
/// </summary>
internal sealed class OwnWords(string message)
{
    private readonly string _said = Plain(message);

    public bool Said(string? text) => text is not null && Plain(text) is { Length: > 2 } plain && _said.Contains(plain, StringComparison.Ordinal);

    /// <summary>The text when it was said, else null.</summary>
    public string? Of(string? text) => Said(text) ? text!.ReplaceLineEndings(" ").Trim() : null;

    /// <summary>Letters and digits between single blanks, so that quotes, commas and capitals make no difference.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(" ", text.Length + 2);
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign))
            {
                plain.Append(char.ToLowerInvariant(sign));
            }
            else if (plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }
}
