using CsCheck;
using OmniForge.Skills.Tests.Repair;

namespace OmniForge.Skills.Tests.Tokens;

public sealed class SkillTokensTests
{
    private static readonly string[] Pieces =
    [
        "---", "\n", "\r", "\r\n", ":", ": ", " ", "\t", "- ", "\"", "'", "[", "]", "{", "}", "|", ">", "&a", "*a", "#", "? ", "...", "\0", "\uFEFF",
        "\u2028", "\uD83D", "🙂", "```", "name", "description: ", "a", ",",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Any = Gen.OneOf(
        Piece.Array[0, 30].Select(parts => string.Concat(parts)),
        Piece.Array[0, 30].Select(parts => "---\n" + string.Concat(parts) + "\n---\nDo it."),
        from file in Gen.Int[0, GoodFiles.All.Count - 1]
        from edits in Gen.Select(Gen.Int[0, 400], Gen.Int[0, 6], Piece).Array[0, 5]
        select edits.Aggregate(GoodFiles.All[file], (text, edit) =>
        {
            var at = Math.Min(edit.Item1, text.Length);
            return text.Remove(at, Math.Min(edit.Item2, text.Length - at)).Insert(at, edit.Item3);
        }));

    private static string Joined(SkillDocument document)
        => string.Concat(SkillTokens.Of(document).Select(token => document.Text.Substring(token.Span.Start, token.Span.Length)));

    [Fact]
    public void Joined_they_are_the_text_and_only_the_body_crosses_a_line()
        => Any.Sample(
            text =>
            {
                var document = SkillDocument.Parse(text);
                return Joined(document) == document.Text && SkillTokens.Of(document).All(token => token.Span.Length > 0
                    && (token.Kind is SkillTokenKind.Body or SkillTokenKind.LineEnd
                        || !document.Text.AsSpan(token.Span.Start, token.Span.Length).ContainsAny('\r', '\n')));
            },
            iter: 10_000);

    [Fact]
    public void Every_piece_has_its_kind()
    {
        var document = SkillDocument.Parse("---\nname: a # x\ntags: [b, 'c: d']\nx:\n  - >-\n    e\n\tbroken: : f\n---\n\nDo it.\n");
        Assert.Equal(
            "Fence(---) Key(name) Colon(:) Text(a) Comment(# x) Key(tags) Colon(:) Bracket([) Text(b) Bracket(,) QuotedText('c: d') Bracket(]) Key(x)",
            string.Join(' ', SkillTokens.Of(document).Where(token => token.Kind is not (SkillTokenKind.Blank or SkillTokenKind.LineEnd)).Take(13)
                .Select(token => $"{token.Kind}({document.Text.Substring(token.Span.Start, token.Span.Length)})")));
        Assert.Equal(SkillTokenKind.Body, SkillTokens.Of(document)[^1].Kind);
    }
}
