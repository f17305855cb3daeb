using System.Text;

namespace OmniForge.Skills.Tests;

/// <summary>A text with «marks» around the spans that a test expects; «» is an empty span.</summary>
internal sealed record Marked(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static Marked Read(string marked)
    {
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        var open = new Stack<int>();
        foreach (var c in marked)
        {
            if (c == '«')
            {
                open.Push(text.Length);
            }
            else if (c == '»')
            {
                spans.Add(TextSpan.Between(open.Pop(), text.Length));
            }
            else
            {
                text.Append(c);
            }
        }

        return new(text.ToString(), [.. spans.OrderBy(span => span.Start)]);
    }
}
