using CsCheck;
using OmniForge.Skills.Editing.Action;

namespace OmniForge.Skills.Tests.Editing;

public sealed class LineHunksTests
{
    private static readonly Gen<string> Lines = Gen.Int[0, 6].Select(i => new[] { "a\n", "b\n", "c\r\n", "\n", "\r", "🙂", "d" }[i]).Array[0, 12].Select(string.Concat);

    [Fact]
    public void The_edits_turn_any_text_into_any_other()
        => Gen.Select(Lines, Lines).Sample((before, after) =>
        {
            var edits = LineHunks.Between(before, after);
            return Cursor.Apply(before, edits) == after
                && edits.Zip(edits.Skip(1)).All(pair => pair.First.Span.End < pair.Second.Span.Start);
        }, iter: 20_000);

    [Fact]
    public void Lines_that_stay_are_not_touched()
        => Assert.Equal(
            [new SkillEdit(new(2, 2), ""), new SkillEdit(new(6, 0), "x\n")],
            LineHunks.Between("a\nb\nc\nd\n", "a\nc\nx\nd\n"));

    [Fact]
    public void Long_texts_are_one_edit()
    {
        var before = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i}\n"));
        var after = string.Concat(Enumerable.Range(0, 2_000).Reverse().Select(i => $"{i}\n"));
        Assert.Equal(after, Cursor.Apply(before, Assert.Single(LineHunks.Between(before, after))));
    }
}
