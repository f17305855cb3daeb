namespace OmniForge.Skills.Steps;

/// <summary>The texts between single backticks of one line.</summary>
internal static class CodeSpans
{
    public static IReadOnlyList<TextSpan> In(string text, TextSpan line)
    {
        var first = text.IndexOf('`', line.Start, line.Length);
        if (first < 0)
        {
            return [];
        }

        var spans = new List<TextSpan>();
        for (var open = first; open >= 0 && open + 1 < line.End;)
        {
            var close = text.IndexOf('`', open + 1, line.End - open - 1);
            if (close < 0)
            {
                break;
            }

            spans.Add(TextSpan.Between(open + 1, close));
            open = close + 1 < line.End ? text.IndexOf('`', close + 1, line.End - close - 1) : -1;
        }

        return spans;
    }
}
