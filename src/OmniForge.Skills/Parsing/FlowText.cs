using System.Buffers;

namespace OmniForge.Skills.Parsing;

/// <summary>
/// Looks through a list or map in brackets for two values without a comma between them, which the reader underneath takes
/// without a word: behind a lost quote it would put together something that nobody wrote.
/// </summary>
internal static class FlowText
{
    private static readonly SearchValues<char> PlainEnds = SearchValues.Create(",[]{}:#");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>Offset of the first character that cannot stand where it stands; -1 = there is none.</summary>
    /// <param name="text">Text that starts with the opening bracket.</param>
    /// <param name="end">Behind the closing bracket.</param>
    public static int Fault(ReadOnlySpan<char> text, out int end)
    {
        end = text.Length;
        var depth = 0;
        var complete = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\n':
                    break;
                case '#' when char.IsWhiteSpace(text[i - 1]):
                    i += Until(text[i..], LineEnds);
                    break;
                case '[' or '{' when !complete:
                    depth++;
                    break;
                case ']' or '}':
                    complete = true;
                    if (--depth == 0)
                    {
                        end = i + 1;
                        return -1;
                    }

                    break;
                case ',' or ':':
                    complete = false;
                    break;
                case var _ when complete:
                    return i;
                case '"' or '\'':
                    i = QuoteEnd(text, i);
                    complete = true;
                    break;
                default:
                    i = PlainEnd(text, i) - 1;
                    break;
            }
        }

        return -1;
    }

    private static int QuoteEnd(ReadOnlySpan<char> text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && text[open] == '"')
            {
                i++;
            }
            else if (text[i] == text[open])
            {
                if (text[open] == '"' || i + 1 == text.Length || text[i + 1] != '\'')
                {
                    return i;
                }

                i++;
            }
        }

        return text.Length;
    }

    /// <summary>Behind a text without quotes; colons and number signs inside words belong to it.</summary>
    private static int PlainEnd(ReadOnlySpan<char> text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            i += Until(text[i..], PlainEnds);
            var inWord = i < text.Length && text[i] switch
            {
                ':' => i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]) && text[i + 1] is not (',' or '[' or ']' or '{' or '}'),
                '#' => !char.IsWhiteSpace(text[i - 1]),
                _ => false,
            };
            if (!inWord)
            {
                return i;
            }
        }

        return text.Length;
    }

    private static int Until(ReadOnlySpan<char> text, SearchValues<char> ends) => text.IndexOfAny(ends) is var at and >= 0 ? at : text.Length;
}
