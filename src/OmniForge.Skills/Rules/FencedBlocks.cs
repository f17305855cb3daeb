using System.Buffers;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Steps;

namespace OmniForge.Skills.Rules;

/// <summary>The fenced blocks of a body: what stands in them is an example. An unclosed one reaches to the end.</summary>
internal sealed class FencedBlocks
{
    private static readonly SearchValues<string> Signs = SearchValues.Create(["```", "~~~"], StringComparison.Ordinal);
    private readonly List<FencedBlock> _blocks = [];

    public FencedBlocks(string text, int bodyStart)
    {
        for (var at = bodyStart; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Signs);
            if (hit < 0)
            {
                return;
            }

            var start = LineStart(text, at + hit, bodyStart);
            var line = TextLine.At(text, start, text.Length);
            if (start < at || Fence.Opens(line.Of(text)) is not { } fence)
            {
                at = line.Next;
                continue;
            }

            at = End(text, line.Next, fence);
            _blocks.Add(new(TextSpan.Between(start, at), line.Span, fence.Info));
        }
    }

    public IReadOnlyList<FencedBlock> All => _blocks;

    /// <summary>The block that an offset stands in; null = it stands in prose.</summary>
    public FencedBlock? At(int offset)
    {
        var (low, high) = (0, _blocks.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var span = _blocks[middle].Span;
            if (offset < span.Start)
            {
                high = middle - 1;
            }
            else if (offset >= span.End)
            {
                low = middle + 1;
            }
            else
            {
                return _blocks[middle];
            }
        }

        return null;
    }

    private static int End(string text, int from, Fence fence)
    {
        while (from < text.Length)
        {
            var line = TextLine.At(text, from, text.Length);
            if (fence.Closes(line.Of(text)))
            {
                return line.Next;
            }

            from = line.Next;
        }

        return text.Length;
    }

    private static int LineStart(string text, int at, int from)
        => from + text.AsSpan(from, at - from).LastIndexOfAny('\n', '\r') + 1;
}

/// <summary>One fenced block.</summary>
/// <param name="Span">From the start of its opening line to the end of its closing one.</param>
/// <param name="Opening">The opening line.</param>
/// <param name="Info">What follows the opening marks, such as "bash".</param>
internal sealed record FencedBlock(TextSpan Span, TextSpan Opening, string Info);
