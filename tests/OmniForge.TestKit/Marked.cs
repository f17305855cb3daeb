using System.Text;

namespace OmniForge.TestKit;

/// <summary>
/// A text with marks in place of line and column numbers: `«...»` spans and `‸` carets. Offsets are UTF-16 offsets
/// into the text without its marks, in order of appearance.
/// </summary>
public sealed record Marked(string Text, IReadOnlyList<(int Start, int Length)> Spans, IReadOnlyList<int> Carets)
{
    /// <summary>Takes the marks out. Spans may nest; they are listed by their start.</summary>
    public static Marked Read(string marked)
    {
        var text = new StringBuilder(marked.Length);
        var open = new Stack<int>();
        var spans = new List<(int Start, int Length)>();
        var carets = new List<int>();
        foreach (var character in marked)
        {
            switch (character)
            {
                case '«':
                    open.Push(spans.Count);
                    spans.Add((text.Length, 0));
                    break;
                case '»' when open.TryPop(out var index):
                    spans[index] = (spans[index].Start, text.Length - spans[index].Start);
                    break;
                case '‸':
                    carets.Add(text.Length);
                    break;
                case '»':
                    throw new FormatException($"Nothing is open before the » at offset {text.Length}.");
                default:
                    text.Append(character);
                    break;
            }
        }

        return open.Count == 0
            ? new Marked(text.ToString(), spans, carets)
            : throw new FormatException($"The « at offset {spans[open.Peek()].Start} is never closed.");
    }
}
