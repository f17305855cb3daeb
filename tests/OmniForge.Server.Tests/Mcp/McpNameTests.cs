using OmniForge.Server.Mcp.Tools;

namespace OmniForge.Server.Tests.Mcp;

public sealed class McpNameTests
{
    [Theory]
    [InlineData("everything", "echo", "mcp__everything__echo")]
    [InlineData("everything", "get-sum", "mcp__everything__get_sum")]
    [InlineData("my-files", "Read.File", "mcp__my_files__read_file")]
    [InlineData("a", "ÄÖ x/y", "mcp__a_____x_y")]
    public void A_name_is_lower_case_and_other_characters_become_underscores(string server, string tool, string name)
        => Assert.Equal(name, McpNames.Of(server, tool));

    [Fact]
    public void Long_names_fit_and_stay_apart()
    {
        var one = McpNames.Of("server", new string('x', 100) + "1");
        var two = McpNames.Of("server", new string('x', 100) + "2");
        Assert.Equal((64, 64), (one.Length, two.Length));
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Two_tools_of_one_name_are_both_found_across_servers()
    {
        var shared = McpNames.Shared([McpSamples.Tool("a", "get-sum"), McpSamples.Tool("a", "get_sum"), McpSamples.Tool("a", "other"), McpSamples.Tool("a--b", "c"), McpSamples.Tool("a", "b__c")]);
        Assert.Equal(["mcp__a__b__c", "mcp__a__get_sum"], shared.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("files", true)]
    [InlineData("my-files-2", true)]
    [InlineData("", false)]
    [InlineData("My-files", false)]
    [InlineData("a_b", false)]
    [InlineData("-a", false)]
    [InlineData("../up", false)]
    [InlineData("a123456789b123456789c123456789d1", true)]
    [InlineData("a123456789b123456789c123456789d12", false)]
    public void Servers_have_plain_names(string id, bool good) => Assert.Equal(good, McpNames.IsServerId(id));
}
