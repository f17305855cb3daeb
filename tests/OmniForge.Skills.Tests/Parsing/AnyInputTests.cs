using System.Text;
using CsCheck;
using OmniForge.Skills.Steps;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Tests.Parsing;

public sealed class AnyInputTests
{
    private const string Seed =
        """
        ---
        name: weekly-report
        description: "Reports: late projects 🙂"
        allowed-tools: [Read, 'Bash(git log *)']
        metadata:
          short: yes
          list:
            - one
            - two
        tags:
          - a
        context: fork
        argument-hint: >-
          folded
          text
        ---

        # Steps

        1. Use `Read` with $ARGUMENTS and ${DATE}.

           ```json
           {"file_path": "{{input.file}}"}
           ```
           -> rows

        !`git status`
        """;

    private static readonly string[] Pieces =
    [
        "---", "\n", "\r", "\r\n", ":", ": ", " ", "  ", "\t", "- ", "\"", "'", "[", "]", "{", "}", "|", ">", "&a", "*a", "!t",
            "%YAML 1.9\n", "#", "? ",
        "...", "\\", "\\U00FFFFFF", "\\ud800", "<<", "\0", "\uFEFF", "\u2028", "\uD83D", "\uDE42", "`", "```", "```json", "$",
            "${", "$0", "!`", "1. ", "->", "name",
        "description", "allowed-tools", "Bash(", ")", "@", ",", "\u0085", "é", "——", "🙂", "*", "\\x", "%", "~", "~~~", "\u0001",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Mutated =
        from edits in Gen.Select(Gen.Int[0, Seed.Length], Gen.Int[0, 12], Piece).Array[1, 8]
        select edits.Aggregate(Seed, (text, edit) =>
        {
            var at = Math.Min(edit.Item1, text.Length);
            return text.Remove(at, Math.Min(edit.Item2, text.Length - at)).Insert(at, edit.Item3);
        });

    private static readonly Gen<string> Random = Gen.OneOf(
        Piece.Array[0, 40].Select(parts => string.Concat(parts)),
        Piece.Array[0, 40].Select(parts => "---\n" + string.Concat(parts) + "\n---\nDo it."));

    private static bool Survives(string text)
    {
        var read = SkillDocument.Parse(text);
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            if (read.Validate(profile, "a").Any(found => found.Span.Start < 0 || found.Span.Length < 0 || found.Span.End > read.Text.Length
                || found.Fixes.SelectMany(fix => fix.Edits).Any(edit => edit.Span.Start < 0 || edit.Span.End > read.Text.Length)))
            {
                return false;
            }
        }

        _ = StepScript.Read(read.Body);
        _ = SkillText.Render(read.Body, new());
        return read.Text.EndsWith(read.Body, StringComparison.Ordinal) && read.BodyStart == read.Text.Length - read.Body.Length;
    }

    [Fact]
    public void Mutated_files_never_throw() => Mutated.Sample(Survives, iter: 4_000);

    [Fact]
    public void Random_text_never_throws() => Random.Sample(Survives, iter: 10_000);

    [Fact]
    public void Random_bytes_never_throw()
        => Gen.Byte.Array[0, 200].Sample(bytes => SkillDocument.Parse([.. "---\n"u8,
            .. bytes]).Validate(SkillProfile.OmniForge) is not null, iter: 20_000);

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("\"")]
    [InlineData("&a ")]
    [InlineData("a: ")]
    [InlineData("!!x ")]
    [InlineData("key: [\n")]
    [InlineData("k: v\n")]
    [InlineData("k:v\n")]
    [InlineData("`")]
    [InlineData("$")]
    [InlineData("1. `a`\n")]
    [InlineData("`a")]
    [InlineData("${")]
    [InlineData("\n# a\n")]
    [InlineData("```!\nls\n")]
    [InlineData("1. `Read`\n```json\n{}\n```\n-> a\n")]
    public void Long_repetitions_end(string piece)
    {
        var many = string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length));
        Assert.True(Survives($"---\nname: a\nx: {many}\n---\n{many}"));
        Assert.True(Survives($"---\n{many}\n---\nDo it."));
        Assert.True(Survives(many));
    }

    [Fact]
    public void Positions_follow_lines_and_code_units()
    {
        var lines = SkillDocument.Parse("a\nb🙂c\r\nd\re").Lines;
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 3), (1, 4), (2, 0), (3, 0), (3, 1), (3, 1)],
            new[] { 0, 1, 2, 5, 6, 8, 10, 11, 99 }.Select(lines.Position));
        Assert.Equal(4, lines.Count);
    }

    [Theory]
    [InlineData("user-invocable: no", false)]
    [InlineData("user-invocable: False", false)]
    [InlineData("user-invocable: \"false\"", false)]
    [InlineData("user-invocable: 0", false)]
    [InlineData("user-invocable: on", true)]
    [InlineData("user-invocable: maybe", true)]
    [InlineData("user-invocable:", true)]
    [InlineData("x: y", true)]
    public void People_may_start_a_skill_unless_it_says_otherwise(string line, bool invocable)
        => Assert.Equal(invocable, SkillDocument.Parse(Check.With(line)).UserInvocable);

    [Fact]
    public void Fields_have_their_defaults()
    {
        var read = SkillDocument.Parse(Encoding.UTF8.GetBytes(Check.With("context: inherit")));
        Assert.Equal(("weekly-report", "Reports.", null, false, 0), (read.Name, read.Description, read.Model, read.Fork, read.Priority));
        Assert.Empty(read.Tags);
        Assert.Equal("\nDo it.\n", read.Body);
        Assert.Equal(read.Body, read.Text[read.BodyStart..]);
    }
}
