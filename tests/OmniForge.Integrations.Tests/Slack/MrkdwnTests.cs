using OmniForge.Integrations.Slack;

namespace OmniForge.Integrations.Tests.Slack;

public sealed class MrkdwnTests
{
    [Theory]
    [InlineData("**bold** and *slanted* and _slanted_", "*bold* and _slanted_ and _slanted_")]
    [InlineData("__bold__ ~~gone~~", "*bold* ~gone~")]
    [InlineData("**bold *and* slanted**", "*bold _and_ slanted*")]
    [InlineData("# Weekly **report**", "*Weekly report*")]
    [InlineData("### Part ###", "*Part*")]
    [InlineData("#sales is no heading", "#sales is no heading")]
    [InlineData("- one\n* two\n  + three", "• one\n• two\n  • three")]
    [InlineData("- [ ] open\n- [x] done", "☐ open\n☑ done")]
    [InlineData("1. first\n2. second", "1. first\n2. second")]
    [InlineData("> quoted **text**", "> quoted *text*")]
    [InlineData("---", "──────────")]
    [InlineData("[report](https://harbor.example/a?b=1&c=2)", "<https://harbor.example/a?b=1&amp;c=2|report>")]
    [InlineData("![chart](https://harbor.example/c.png)", "<https://harbor.example/c.png|chart>")]
    [InlineData("[a|b>c](https://harbor.example)", "<https://harbor.example/|a¦b&gt;c>")]
    [InlineData("[click](javascript:alert(1))", "[click](javascript:alert(1))")]
    [InlineData("<https://harbor.example/x>", "<https://harbor.example/x>")]
    [InlineData("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2")]
    [InlineData("`a ** b < c`", "`a ** b &lt; c`")]
    [InlineData("```csharp\nvar a = **b**;\n```\nafter **it**", "```\nvar a = **b**;\n```\nafter *it*")]
    [InlineData("```\nnever closed", "```\nnever closed\n```")]
    [InlineData("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name")]
    [InlineData(@"\*not bold\*", "*not bold*")]
    [InlineData("hello <@U024BE7LH> in <#C024BE7LR>", "hello <@U024BE7LH> in <#C024BE7LR>")]
    [InlineData("[`code` and **more**](https://harbor.example)", "<https://harbor.example/|`code` and more>")]
    [InlineData("[<@U024BE7LH>](https://harbor.example)", "<https://harbor.example/|&lt;@U024BE7LH&gt;>")]
    [InlineData("", "")]
    public void Markdown_becomes_what_Slack_shows(string markdown, string shown) => Assert.Equal(shown, Mrkdwn.Of(markdown));

    [Theory]
    [InlineData("<!channel> wake up")]
    [InlineData("<!here|here>")]
    [InlineData("<!everyone>")]
    [InlineData("<!subteam^S024BE7LH>")]
    [InlineData("[x](!channel)")]
    [InlineData("[<!channel>](https://harbor.example)")]
    [InlineData("[x](https://harbor.example/|<!channel>)")]
    [InlineData("`<!channel>`")]
    [InlineData("```\n<!channel>\n```")]
    [InlineData("**<!channel>**")]
    [InlineData("# <!channel>")]
    [InlineData("- <!here>")]
    [InlineData("\\<!channel\\>")]
    [InlineData("\\<!channel>")]
    [InlineData("<@U12345|><!channel>")]
    [InlineData("<https://harbor.example/><!channel>")]
    [InlineData("\uE0010\uE001 `<!channel>`")]
    [InlineData("@channel @here @everyone @Channel")]
    [InlineData("`@channel`")]
    [InlineData("[@here](https://harbor.example)")]
    [InlineData("@\\channel")]
    public void Nobody_is_woken_up_by_a_mention_of_everybody(string markdown)
    {
        var shown = Mrkdwn.Of(markdown);
        Assert.DoesNotContain("<!", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)@(channel|here|everyone)", shown);
    }

    [Theory]
    [InlineData("see <https://harbor.example|the site> &amp; &lt;this&gt;", "see the site (https://harbor.example) & <this>")]
    [InlineData("<https://harbor.example>", "https://harbor.example")]
    [InlineData("<@U1|mara> in <#C1|sales> <!channel>", "@mara in #sales @channel")]
    public void What_people_wrote_is_read_as_plain_text(string text, string plain) => Assert.Equal(plain, SlackText.Plain(text));
}
