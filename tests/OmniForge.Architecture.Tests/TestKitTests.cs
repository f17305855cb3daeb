using OmniForge.TestKit;

namespace OmniForge.Architecture.Tests;

public class TestKitTests
{
    [Fact]
    public void Marks_become_spans_and_carets_of_the_text_without_them()
    {
        var marked = Marked.Read("a«b«c»»‸d");
        Assert.Equal("abcd", marked.Text);
        Assert.Equal([(1, 2), (2, 1)], marked.Spans);
        Assert.Equal([3], marked.Carets);
    }

    [Theory]
    [InlineData("a»")]
    [InlineData("«a")]
    public void An_unpaired_mark_is_refused(string text) => Assert.Throws<FormatException>(() => Marked.Read(text));

    [Fact]
    public async Task Every_test_gets_an_empty_database_of_its_own()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var one = await PostgresDatabase.CreateAsync(ct);
        await using var other = await PostgresDatabase.CreateAsync(ct);
        Assert.NotEqual(one.Name, other.Name);
        Assert.EndsWith("/" + one.Name, one.Url, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temporary_folder_leaves_nothing_behind()
    {
        string path;
        using (var folder = new TempFolder())
        {
            path = folder.Path;
            Assert.Equal("x", File.ReadAllText(folder.Write("a/b.txt", "x")));
        }

        Assert.False(Directory.Exists(path));
    }
}
