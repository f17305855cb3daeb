using System.Globalization;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Executions;

public sealed class RetryRulesTests
{
    [Theory]
    [InlineData("a1 b1 c2", "a+ b- c-", "", "b")]
    [InlineData("a1 b1 c2", "a+ b+ c+", "", "a")]
    [InlineData("a1 b1 c2", "", "", "a")]
    [InlineData("a1 b1 c2", "a+ b+ c+", "3", "c")]
    [InlineData("a1 b1 c2", "a- b+ c+", "b", "b")]
    public void It_begins_with_the_named_step_or_with_the_first_that_did_not_succeed(string plan, string first, string wish, string from)
        => Assert.Equal(from, RetryRules.From(Plan(plan), Steps(first), wish));

    [Fact]
    public void An_unknown_step_is_refused_and_the_known_ones_are_named()
        => Assert.Contains("1 (a), 2 (b)", Assert.Throws<DomainException>(() => RetryRules.From(Plan("a1 b2"), Steps("a+ b+"), "4")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a1 b2 c3", "a+ b+ c-", "c", false, "1a 2b")]
    [InlineData("a1 b2 c3", "a+ b+ c-", "c", true, "1a 2b")]
    [InlineData("a1 b2 c3", "a+ b+ c+", "a", false, "")]
    [InlineData("a1 b2 c3", "a- b+ c-", "c", false, "2b")]
    [InlineData("a1 b1 c2", "a+ b- c-", "b", false, "1a")]
    [InlineData("a1 b1 c2", "a+ b- c-", "b", true, "")]
    [InlineData("x1 a2 b3", "a+ b-", "b", false, "2a")]
    public void Results_before_it_are_kept_and_those_beside_it_when_the_input_is_the_same(string plan, string first, string from, bool other, string kept)
        => Assert.Equal(kept, string.Join(' ', RetryRules.Kept(Plan(plan), Steps(first), new("e", from, other)).Select(step => step.Path + step.Key)));

    private static ExecutionPlanRecord Plan(string written) => new()
    {
        AgentName = "Test agent",
        GrantedTools = [],
        Skills = [.. Words(written).Select(word => new PinnedSkill { Key = word[..1], Name = word[..1], Order = int.Parse(word[1..], CultureInfo.InvariantCulture), TextDigest = "", Digest = "" })],
    };

    private static IReadOnlyList<StepRecord> Steps(string written) =>
    [
        .. Words(written).Select((word, index) => new StepRecord
        {
            Path = $"{index + 1}", Key = word[..1], Skill = word[..1], Digest = "", Order = 1, Attempt = 1,
            Outcome = word[1] == '+' ? StepOutcome.Succeeded : StepOutcome.Failed,
        }),
    ];

    private static string[] Words(string written) => written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
