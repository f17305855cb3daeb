using OmniForge.Cli.Chat;

namespace OmniForge.Cli.Tests;

public sealed class FileMentionsTests
{
    [Theory]
    [InlineData("read projects.csv every day", "projects.csv")]
    [InlineData("read \"my projects.csv\" every day", "my projects.csv")]
    [InlineData("read 'my list.json', please", "my list.json")]
    [InlineData("read `a.tsv` and b.jsonl.", "a.tsv", "b.jsonl")]
    [InlineData("the file (data/2026/sales.csv), sorted", "data/2026/sales.csv")]
    [InlineData("look at ../notes.txt!", "../notes.txt")]
    [InlineData("look at ~/Documents/notes.md?", "~/Documents/notes.md")]
    [InlineData("take /srv/x/REPORT.CSV: the first rows", "/srv/x/REPORT.CSV")]
    [InlineData("projects.csv's owner column", "projects.csv")]
    [InlineData("“budget 2026.csv” is the one", "budget 2026.csv")]
    [InlineData("a.csv, b.csv and c.csv", "a.csv", "b.csv", "c.csv")]
    [InlineData("C:\\data\\x.csv", "C:\\data\\x.csv")]
    public void A_named_data_file_is_found(string message, params string[] files)
        => Assert.Equal(files, FileMentions.Find(message).Select(mention => mention.Path));

    [Theory]
    [InlineData("every Monday at 8 read our project list")]
    [InlineData("send it as .csv")]
    [InlineData("we keep it as csv")]
    [InlineData("see https://example.com/data.csv")]
    [InlineData("don't read the owner's column, it's private")]
    [InlineData("version 1.2.md5")]
    [InlineData("report.pdf and photo.png")]
    [InlineData("\"an unclosed quote")]
    [InlineData("")]
    public void What_names_no_data_file_is_left_alone(string message) => Assert.Empty(FileMentions.Find(message));

    [Theory]
    [InlineData("read \"my projects.csv\" now")]
    [InlineData("(x.csv).")]
    [InlineData("first a.txt, then 'b c.txt'")]
    public void A_mention_covers_exactly_the_name(string message)
        => Assert.All(FileMentions.Find(message), mention => Assert.Equal(mention.Path, message.Substring(mention.Start, mention.Length)));
}
