using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Tests;

public sealed class NearTests
{
    [Theory]
    [InlineData("projcts.csv", "projects.csv")]
    [InlineData("project.csv", "projects.csv")]
    [InlineData("PROJECTS.csv", "projects.csv")]
    [InlineData("projects.json", "projects.csv")]
    [InlineData("budgte.json", "budget.json")]
    public void The_closest_name_comes_first(string typed, string meant)
        => Assert.Equal(meant, Near.Closest(["budget.json", "notes.md", "projects.csv"], typed, 3)[0]);

    [Fact]
    public void A_name_unlike_any_has_no_neighbours() => Assert.Empty(Near.Closest(["budget.json", "notes.md"], "customers.csv", 3));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_counts_letters(string one, string other, int distance) => Assert.Equal(distance, Near.Distance(one, other));

    [Theory]
    [InlineData("project report", "a1")]
    [InlineData("Stock", "a2")]
    public void An_agent_is_found_by_its_name_or_the_beginning_of_it(string typed, string id) => Assert.Equal(id, AgentNames.Choose(Agents, typed).Id);

    [Theory]
    [InlineData("Projct report", "Did you mean \"Project report\"")]
    [InlineData("Invoices", "omniforge agents list")]
    public void An_unknown_name_says_what_to_do(string typed, string says)
        => Assert.Contains(says, Assert.Throws<CliException>(() => AgentNames.Choose(Agents, typed)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_agents_of_one_name_are_a_question()
    {
        Agent[] twice = [new() { Id = "a1", Name = "Report" }, new() { Id = "a2", Name = "report" }];

        var refusal = Assert.Throws<CliException>(() => AgentNames.Choose(twice, "Report"));

        Assert.Contains("a1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a2", refusal.Message, StringComparison.Ordinal);
    }

    private static Agent[] Agents =>
    [
        new() { Id = "a1", Name = "Project report" }, new() { Id = "a2", Name = "Stock watch" }, new() { Id = "a3", Name = "Project reports, old" },
    ];
}
