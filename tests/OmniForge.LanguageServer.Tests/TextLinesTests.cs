using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Tests;

public class TextLinesTests
{
    [Theory]
    [InlineData(nameof(PositionEncoding.Utf8))]
    [InlineData(nameof(PositionEncoding.Utf16))]
    [InlineData(nameof(PositionEncoding.Utf32))]
    public void A_position_leads_back_to_the_place_it_was_made_from(string name)
    {
        var encoding = Enum.Parse<PositionEncoding>(name);
        string[] pieces = ["a", "é", "日", "🙂", "\r\n", "\n", "\r", "\uFEFF", "👩‍👧"];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, 30).Select(_ => pieces[random.Next(pieces.Length)]));
            var lines = new TextLines(text);
            for (var offset = 0; offset <= text.Length; offset++)
            {
                var inside = offset > 0 && offset < text.Length
                    && (char.IsLowSurrogate(text[offset]) || (text[offset] == '\n' && text[offset - 1] == '\r'));
                Assert.True(
                    lines.Offset(lines.At(offset, encoding), encoding) == (inside ? offset - 1 : offset),
                    $"seed {seed}, offset {offset}");
            }
        }
    }

    [Theory]
    [InlineData(0, 99, 4)]
    [InlineData(1, 0, 6)]
    [InlineData(1, 1, 6)]
    [InlineData(1, 2, 8)]
    [InlineData(2, 0, 9)]
    [InlineData(2, 5, 9)]
    [InlineData(7, 3, 9)]
    [InlineData(-1, 3, 0)]
    public void A_place_that_does_not_exist_is_the_nearest_one_before_it(int line, int character, int offset)
        => Assert.Equal(offset, new TextLines("four\r\n🙂\n").Offset(new(line, character), PositionEncoding.Utf16));

    [Theory]
    [InlineData(nameof(PositionEncoding.Utf8), 11)]
    [InlineData(nameof(PositionEncoding.Utf16), 6)]
    [InlineData(nameof(PositionEncoding.Utf32), 5)]
    public void A_column_counts_units_of_the_encoding(string name, int column)
    {
        const string Text = "x\na🙂é日b";
        var encoding = Enum.Parse<PositionEncoding>(name);
        Assert.Equal(new Position(1, column), new TextLines(Text).At(Text.Length, encoding));
    }
}
