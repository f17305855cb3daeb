using System.Buffers;

namespace OmniForge.Skills.Rules.Links;

/// <summary>
/// Finds paths of the bundle in code spans, such as <c>scripts/fill.py</c> in <c>python scripts/fill.py --all</c>. Only the
/// folders of a bundle and the path of the skill itself are certain; any other path may belong to the user's work.
/// </summary>
internal static class CodePathReader
{
    private static readonly SearchValues<string> Folders = SearchValues.Create(
        ["scripts/", "references/", "assets/", @"scripts\", @"references\", @"assets\", "SKILL_DIR}/", @"SKILL_DIR}\"], StringComparison.Ordinal);

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\"'`,;|&)(]=");

    public static void Read(string text, int bodyStart, FencedBlocks blocks, Prose prose, List<BodyLink> links)
    {
        for (var at = bodyStart; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Folders);
            if (hit < 0)
            {
                return;
            }

            at += hit;
            if (blocks.At(at) is { } block)
            {
                at = block.Span.End;
                continue;
            }

            if (prose.Code(at) is not { } code)
            {
                at++;
                continue;
            }

            var path = Word(text, code, at);
            at = path.End;
            if (IsOfBundle(text.AsSpan(path.Start, path.Length)))
            {
                links.Add(new(path, LinkKind.Code));
            }
        }
    }

    // "my/scripts/x.py" and "../scripts/x.py" are other folders.
    private static bool IsOfBundle(ReadOnlySpan<char> path)
    {
        var bare = path.StartsWith("./") || path.StartsWith(@".\") ? path[2..] : path;
        return bare.StartsWith("scripts") || bare.StartsWith("references") || bare.StartsWith("assets")
            || bare.StartsWith("${SKILL_DIR}") || bare.StartsWith("${CLAUDE_SKILL_DIR}");
    }

    private static TextSpan Word(string text, TextSpan code, int at)
    {
        var start = code.Start + text.AsSpan(code.Start, at - code.Start).LastIndexOfAny(Ends) + 1;
        var end = text.AsSpan(at, code.End - at).IndexOfAny(Ends);
        return TextSpan.Between(start, end < 0 ? code.End : at + end);
    }
}
