using CsCheck;
using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

/// <summary>Every service on every text at every place: no exception, nothing outside the text.</summary>
public sealed class AnyPlaceTests
{
    private const string Good =
        """
        ---
        # first
        name: weekly-report
        description: "Reports: late projects 🙂"
        allowed-tools: [Read, 'Bash(git log *)', "mcp__github__x", "Bash(${SKILL_DIR}/scripts/collect.py)"]
        metadata:
          short: "日本語"
        tags:
          - a
          - reports # why
        context: fork
        arguments: file mode
        when_to_use: >-
          folded
          text
        ---

        # Steps

        See [guide](references/guide.md "Title") and `late-projects`, ${DATE}, $file, $ARGUMENTS[1], $9.
        <!-- hidden
        comment --> text

        ## Inner 見出し

        ```bash
        git status && ls ${SKILL_DIR}
        ```

        !`git log --oneline`
        ```
        open
        """;

    private static readonly string[] Pieces =
    [
        "---", "\n", "\r", "\r\n", ":", ": ", " ", "  ", "\t", "- ", "\"", "'", "[", "]", "{", "|", ">", "&a", "#", " #", "? ", "\\", "\0", "\u2028",
        "\uD83D", "\uDE42", "`", "```", "```sh\n", "$", "${", "$0", "!`", "](", ")", "(", "Bash(", "Read(", "WebFetch(domain:", "mcp__", ",", "<!--",
        "-->", "# ", "🙂", "*", "allowed-tools", "tags:\n", "name", "name: ", "```!", "../", "https://a.b", "OF3013", "}",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Mutated =
        from edits in Gen.Select(Gen.Int[0, Good.Length], Gen.Int[0, 12], Piece).Array[1, 8]
        select edits.Aggregate(Good, (text, edit) =>
        {
            var at = Math.Min(edit.Item1, text.Length);
            return text.Remove(at, Math.Min(edit.Item2, text.Length - at)).Insert(at, edit.Item3);
        });

    private static readonly Gen<string> Random = Gen.OneOf(
        Piece.Array[0, 30].Select(string.Concat),
        Piece.Array[0, 30].Select(parts => "---\n" + string.Concat(parts)),
        Piece.Array[0, 30].Select(parts => "---\n" + string.Concat(parts) + "\n---\nDo it."));

    [Fact]
    public void Every_place_of_a_mutated_file_gets_an_answer()
        => Gen.Select(Mutated, Gen.Int[-2, Good.Length + 50]).Sample((text, offset) => Answers(text, offset), iter: 3_000);

    [Fact]
    public void Every_place_of_any_text_gets_an_answer()
        => Gen.Select(Random, Gen.Int[-2, 160]).Sample((text, offset) => Answers(text, offset), iter: 8_000);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_place_of_a_good_file_gets_an_answer(string lineBreak)
    {
        var text = Good.ReplaceLineEndings(lineBreak);
        for (var offset = 0; offset <= text.Length; offset++)
        {
            Assert.True(Answers(text, offset), $"at {offset}");
        }
    }

    /// <summary>Whatever is taken at whatever place, the fields of a good file can still be read.</summary>
    [Fact]
    public void No_proposal_breaks_the_fields()
    {
        var before = SkillDocument.Parse(Good);
        for (var offset = 0; offset <= before.BodyStart; offset++)
        {
            foreach (var proposal in SkillCompletions.At(before, offset, Cursor.Around))
            {
                var text = Cursor.Apply(Good, proposal.Edit);
                var broken = SkillDocument.Parse(text).Frontmatter.Findings;
                Assert.True(broken.Count == 0, $"'{proposal.Label}' at {offset} breaks the fields:\n{text}");
            }
        }
    }

    private static bool Answers(string text, int offset)
    {
        var document = SkillDocument.Parse(text);
        var length = document.Text.Length;
        var at = Math.Clamp(offset, 0, length);
        return SkillCompletions.At(document, offset, Cursor.Around).All(found => IsInside(found.Edit.Span, length) && IsOneLine(document.Text, found.Edit.Span))
            && Spans(document, offset).All(span => IsInside(span, length))
            && Symbols(SkillSymbols.Of(document)).All(symbol => IsInside(symbol.Span, length)
                && symbol.Span.Start <= symbol.NameSpan.Start && symbol.NameSpan.End <= symbol.Span.End)
            && Actions(document, at).All(edits => edits.All(edit => IsInside(edit.Span, length)))
            && InOrder(document.Text, SkillSemantics.Of(document))
            && SkillSelections.At(document, offset) is var steps && steps[0].Start <= at && steps[^1] == new TextSpan(0, length);
    }

    private static IEnumerable<TextSpan> Spans(SkillDocument document, int offset)
    {
        var context = Cursor.Around;
        SkillSource[] others = [new("docs/a.md", document)];
        return
        [
            .. SkillSelections.At(document, offset),
            .. SkillFolds.Of(document).Select(fold => fold.Span),
            .. SkillLinks.Of(document, context).Select(link => link.Span),
            .. SkillUses.At(document, offset, context, others).Select(use => use.Span),
            .. SkillUses.Highlights(document, offset, context),
            .. SkillInlayHints.Of(document, context).Select(hint => new TextSpan(hint.Offset, 0)),
            .. SkillRename.At(document, offset, "other", context, others).Edits.Values.SelectMany(edits => edits).Select(edit => edit.Span),
            SkillRename.Prepare(document, offset) ?? default,
            SkillHovers.At(document, offset, context)?.Span ?? default,
            SkillDefinitions.At(document, offset, context)?.Span ?? default,
        ];
    }

    // Repairing a file takes rounds, so not every place of every file asks for it.
    private static IEnumerable<IReadOnlyList<SkillEdit>> Actions(SkillDocument document, int offset)
        => offset % 16 != 0 ? [] : SkillActions.At(document, document.Validate(Cursor.Around.Check), new(offset, 0), Cursor.Around).Select(action => action.Edits)
            .Append(SkillFormatting.In(document, TextSpan.Between(offset / 2, offset), SkillProfile.OmniForge));

    private static IEnumerable<SkillSymbol> Symbols(IEnumerable<SkillSymbol> symbols)
        => symbols.SelectMany(symbol => Symbols(symbol.Children).Append(symbol));

    private static bool InOrder(string text, IReadOnlyList<SemanticSpan> tokens)
        => tokens.All(token => IsInside(token.Span, text.Length) && token.Span.Length > 0 && IsOneLine(text, token.Span))
            && tokens.Zip(tokens.Skip(1)).All(pair => pair.First.Span.End <= pair.Second.Span.Start);

    private static bool IsInside(TextSpan span, int length) => span.Start >= 0 && span.Length >= 0 && span.End <= length;

    private static bool IsOneLine(string text, TextSpan span) => text.AsSpan(span.Start, span.Length).IndexOfAny('\n', '\r') < 0;
}
